package dev.davit.lab.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The capability bounding set of this process, from which no child can get out. */
final class Capabilities {
    private static final int SYS_RESOURCE = 24;

    private Capabilities() {}

    /** Whether containers started from here may be given CAP_SYS_RESOURCE; runc needs help where they may not. */
    static boolean sysResource() {
        var status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return true;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("CapBnd:"))
                    .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .allMatch(set -> (set >> SYS_RESOURCE & 1) == 1);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + status, e);
        }
    }
}

package dev.davit.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running PostgreSQL writes about itself into postmaster.pid (process id, data directory, start time, port, socket
 * directory, address, shared memory key, status; one a line).
 */
record PostmasterFile(long pid, int port, boolean ready) {

    /** Empty when there is none, or only the beginning of one. */
    static Optional<PostmasterFile> read(Path pgData) throws IOException {
        try {
            List<String> lines = Files.readAllLines(pgData.resolve("postmaster.pid"));
            if (lines.size() < 4) {
                return Optional.empty();
            }
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(3).strip()),
                    ready));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The process, if it is alive and a PostgreSQL: after a reboot another program may have its number. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(PostmasterFile::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm"))
                    .strip()
                    .equals("postgres");
        } catch (IOException gone) {
            return false;
        }
    }
}

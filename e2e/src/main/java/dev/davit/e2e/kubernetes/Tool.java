package dev.davit.e2e.kubernetes;

import dev.davit.e2e.harness.Program;
import dev.davit.vnfpackage.build.PackageBuildMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that run to their end. */
final class Tool {
    private static final String DISK = "Files/images/ubuntu-20.04-server-cloudimg-amd64.img";

    private Tool() {}

    /** Builds a package. @param added files as {@code path in the package=file} */
    static Path buildPackage(Path sources, Path csar, List<String> added) {
        var arguments =
                new ArrayList<>(List.of(sources.toString(), "-o", csar.toString(), "--placeholder-image", DISK));
        added.forEach(file -> arguments.addAll(List.of("--add", file)));
        Program.run(PackageBuildMain.class, arguments);
        return csar;
    }

    /** @return what it printed @throws AssertionError when it fails */
    static String run(List<String> command) {
        return Program.run(command).strip();
    }
}

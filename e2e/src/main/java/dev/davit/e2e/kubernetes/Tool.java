package dev.davit.e2e.kubernetes;

import dev.davit.e2e.harness.Checkout;
import dev.davit.e2e.harness.Program;
import dev.davit.vnfpackage.build.PackageBuildMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that run to their end. */
final class Tool {
    private static final String DISK = "Files/images/ubuntu-20.04-server-cloudimg-amd64.img";

    private Tool() {}

    /** A sample package. @param added files as {@code path in the package=file} */
    static Path buildPackage(String sample, Path csar, List<String> added) {
        var arguments = new ArrayList<>(List.of(
                Checkout.root().resolve("vnf-packages").resolve(sample).toString(),
                "-o",
                csar.toString(),
                "--placeholder-image",
                DISK));
        added.forEach(file -> arguments.addAll(List.of("--add", file)));
        java(PackageBuildMain.class, arguments.toArray(String[]::new));
        return csar;
    }

    /** Runs a main class on the class path of this JVM. */
    static void java(Class<?> main, String... arguments) {
        Program.run(main, List.of(arguments));
    }

    /** @return what it printed @throws AssertionError when it fails */
    static String run(List<String> command) {
        return Program.run(command).strip();
    }
}

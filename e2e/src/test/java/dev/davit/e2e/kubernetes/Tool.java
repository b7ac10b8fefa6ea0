package dev.davit.e2e.kubernetes;

import dev.davit.e2e.harness.Checkout;
import dev.davit.vnfpackage.build.PackageBuildMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that run to their end. */
final class Tool {
    private static final String DISK = "Files/images/ubuntu-20.04-server-cloudimg-amd64.img";

    private Tool() {}

    /** A sample package. @param added files as {@code path in the package=file} */
    static Path buildPackage(String sample, Path csar, List<String> added) throws IOException {
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
    static void java(Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** @return what it printed @throws AssertionError when it fails */
    static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(command.getFirst() + " ... " + command.getLast() + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output.strip();
    }
}

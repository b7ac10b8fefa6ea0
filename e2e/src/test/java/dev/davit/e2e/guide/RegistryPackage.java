package dev.davit.e2e.guide;

import dev.davit.vnfpackage.build.PackageBuildMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The sample package of the guide with a registry image in it, made by the command that users have. */
final class RegistryPackage {
    static final String VNFD_ID = "c1bb0ce7-ebca-4fa7-95ed-4840d70a118f";
    static final String IMAGE_PATH = "Files/images/registry.tar";

    private RegistryPackage() {}

    static Path build(Path folder) throws IOException {
        Path image = folder.resolve("registry.tar");
        java(dev.davit.lab.LabMain.class, "registry-image", "--output", image.toString());
        Path csar = folder.resolve("private_registry.zip");
        java(
                PackageBuildMain.class,
                repository().resolve("vnf-packages/private-registry").toString(),
                "-o",
                csar.toString(),
                "--placeholder-image",
                "Files/images/ubuntu-20.04-server-cloudimg-amd64.img",
                "--add",
                IMAGE_PATH + "=" + image);
        return csar;
    }

    private static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("e2e") ? here.getParent() : here;
    }

    private static void java(Class<?> main, String... arguments) throws IOException {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", arguments) + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}

package dev.davit.e2e.openstack;

import dev.davit.vnfpackage.build.PackageBuildMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Packages of the folder vnf-packages, made by the command that users have. */
final class SamplePackage {
    private SamplePackage() {}

    /** A front and workers, by TOSCA alone. */
    static Path twoVdus(Path folder) throws IOException {
        return build(
                "two-vdus", folder.resolve("two-vdus.zip"), "--placeholder-image", "Files/images/two-vdus-disk.qcow2");
    }

    /** The package as it is. */
    static Path build(String name, Path target, String... options) throws IOException {
        return java(sources(name), target, options);
    }

    /** The package with its management driver switched off: the VNF node of each flavour names no hooks. */
    static Path buildWithoutHooks(String name, Path folder, String... options) throws IOException {
        Path copy = folder.resolve(name + "-without-hooks");
        try (Stream<Path> files = Files.walk(sources(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(sources(name).relativize(file).toString());
                Files.createDirectories(target.getParent());
                boolean descriptor = file.getParent().endsWith("Definitions");
                if (descriptor) {
                    Files.writeString(target, withoutHooks(Files.readString(file)));
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return java(copy, folder.resolve(name + "-without-hooks.zip"), options);
    }

    @SuppressWarnings("unchecked")
    private static String withoutHooks(String yaml) {
        var descriptor = (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        if (descriptor.get("topology_template") instanceof Map<?, ?> topology
                && topology.get("node_templates") instanceof Map<?, ?> nodes
                && nodes.get("VNF") instanceof Map<?, ?> vnf) {
            vnf.remove("interfaces");
        }
        return new Dump(DumpSettings.builder().build()).dumpToString(descriptor);
    }

    private static Path sources(String name) {
        Path here = Path.of("").toAbsolutePath();
        return (here.endsWith("e2e") ? here.getParent() : here)
                .resolve("vnf-packages")
                .resolve(name);
    }

    private static Path java(Path sources, Path target, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PackageBuildMain.class.getName(),
                sources.toString(),
                "-o",
                target.toString()));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command.subList(4, command.size())) + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return target;
    }
}

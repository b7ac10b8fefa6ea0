package dev.davit.e2e.kubernetes;

import dev.davit.e2e.harness.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the sample package's install script without a machine to change: it only renders its files. */
record InstallScriptRun(int status, String output, String files) {
    private static final Path SCRIPT =
            Checkout.root().resolve("vnf-packages/kubernetes-cluster/Scripts/install_k8s_cluster.sh");

    /** @param folder an empty one, for the files */
    static InstallScriptRun render(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", SCRIPT.toString(), "--render-only", folder.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new InstallScriptRun(process.waitFor(), output.strip(), listing(folder));
    }

    /** All files one after the other, each below a line with its path and mode. */
    private static String listing(Path folder) throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append("######## /%s %s%n"
                        .formatted(
                                folder.relativize(file),
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file))));
                text.append(Files.readString(file)).append('\n');
            }
        }
        return text.toString();
    }
}

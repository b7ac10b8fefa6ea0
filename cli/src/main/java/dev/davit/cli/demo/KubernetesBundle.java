package dev.davit.cli.demo;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kubernetes without the internet: an offline bundle for the sample package, or an archive that one can be made of
 * (vnf-packages/kubernetes-cluster/bundle).
 */
public final class KubernetesBundle {
    /** Environment variable that names the file. */
    public static final String VARIABLE = "DAVIT_KUBERNETES_BUNDLE";
    /** A place for it in the package. */
    public static final String IN_PACKAGE = "Files/kubernetes/bundle.tar.zst";

    private static final String DEFAULT_FOLDER = "../shared/kubernetes";

    private final Path root;
    private final Path archive;

    private KubernetesBundle(Path root, Path archive) {
        this.root = root;
        this.archive = archive;
    }

    /**
     * What the environment names, or else an archive in ../shared/kubernetes.
     *
     * @param root of the checkout
     */
    public static Optional<KubernetesBundle> find(Path root, Map<String, String> environment) throws IOException {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            if (!Files.isRegularFile(Path.of(named))) {
                throw CliException.usage(VARIABLE + ": there is no file " + named + ".");
            }
            return Optional.of(new KubernetesBundle(root, Path.of(named)));
        }
        Path folder = root.resolve(DEFAULT_FOLDER).normalize();
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.tar.zst")) {
            for (Path file : files) {
                return Optional.of(new KubernetesBundle(root, file));
            }
        }
        return Optional.empty();
    }

    /** One line for who wants to know why there is no cluster. */
    public static String missing(Path root) {
        return "no Kubernetes bundle: " + VARIABLE + " is not set and there is no *.tar.zst in "
                + root.resolve(DEFAULT_FOLDER).normalize();
    }

    /**
     * As the install script reads it; made once for each archive.
     *
     * @param cache folder to keep it in
     */
    public Path ready(Path cache) throws IOException, InterruptedException {
        Files.createDirectories(cache);
        Path bundle = cache.resolve("kubernetes-bundle-%x-%x.tar.zst"
                .formatted(
                        Files.size(archive), Files.getLastModifiedTime(archive).toMillis()));
        if (Files.exists(bundle)) {
            return bundle;
        }
        Path half = cache.resolve(ProcessHandle.current().pid() + "-" + bundle.getFileName());
        List<String> command = new ArrayList<>(List.of(
                root.resolve("vnf-packages/kubernetes-cluster/bundle/from-archive.sh")
                        .toString(),
                archive.toString(),
                "-o",
                half.toString()));
        Path crictl = archive.resolveSibling("crictl");
        if (Files.isRegularFile(crictl)) {
            command.addAll(List.of("--binary", crictl.toString()));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            Files.deleteIfExists(half);
            throw new CliException(ExitCode.FAILED, "No bundle can be made of " + archive + ":\n" + output.strip());
        }
        return Files.move(half, bundle);
    }
}

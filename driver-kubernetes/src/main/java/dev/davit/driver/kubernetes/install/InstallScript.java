package dev.davit.driver.kubernetes.install;

import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The package's install script. One that says in a line "# davit-stages: runtime images load-balancer" can do more than the
 * documented contract: be called for the container runtime alone (--runtime-only), take the cluster's images from IMAGE_REPOSITORY
 * and tell which they are, and be called for the load balancer alone (--load-balancer-only); it runs as root and gets the package's files under Files/kubernetes and the folder lib beside it.
 * Any other script runs as the login's user and gets only itself.
 *
 * @param stages what it can be called for beyond the contract
 * @param files everything that it needs on a node, itself included
 */
public record InstallScript(PackagePath path, Set<String> stages, List<PackagePath> files) {
    /** Where the package is mirrored on a node. */
    public static final String DIRECTORY = "/var/lib/davit/kubernetes";

    private static final Pattern STAGES = Pattern.compile("(?m)^# davit-stages: ([a-z -]{1,200})$");
    private static final int MOST = 1 << 20;
    private static final String BUNDLE = "Files/kubernetes/";

    public InstallScript {
        stages = Set.copyOf(stages);
        files = List.copyOf(files);
    }

    public static InstallScript read(Csar files, PackagePath path) throws IOException {
        String text;
        try (var in = files.open(path)) {
            text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
        }
        Matcher marker = STAGES.matcher(text);
        if (!marker.find()) {
            return new InstallScript(path, Set.of(), List.of(path));
        }
        Set<String> stages = Arrays.stream(marker.group(1).strip().split(" ")).collect(Collectors.toSet());
        String folder = path.value()
                .substring(0, path.value().length() - path.fileName().length());
        List<PackagePath> needed = files.paths().stream()
                .filter(file -> file.equals(path)
                        || file.value().startsWith(folder + "lib/")
                        || file.value().startsWith(BUNDLE))
                .sorted()
                .toList();
        return new InstallScript(path, stages, needed);
    }

    /** The script of a package for Helm, which knows no stages. */
    static InstallScript plain(PackagePath path) {
        return new InstallScript(path, Set.of(), List.of(path));
    }

    public boolean hasRuntimeStage() {
        return stages.contains("runtime");
    }

    /** Whether it takes the cluster's images from IMAGE_REPOSITORY, and names them after the runtime stage. */
    public boolean takesImageRepository() {
        return hasRuntimeStage() && stages.contains("images");
    }

    public boolean hasLoadBalancerStage() {
        return stages.contains("load-balancer");
    }

    boolean runsAsRoot() {
        return !stages.isEmpty();
    }

    static String onNode(PackagePath file) {
        return DIRECTORY + "/" + file;
    }
}

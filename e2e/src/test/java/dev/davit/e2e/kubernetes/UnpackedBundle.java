package dev.davit.e2e.kubernetes;

import dev.davit.cli.demo.KubernetesBundle;
import dev.davit.e2e.harness.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The parts of a bundle, for tests that bring them to nodes in other ways. */
record UnpackedBundle(Path folder) {
    static UnpackedBundle of(KubernetesBundle bundle, Path parent) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(parent.resolve("unpacked-bundle"));
        Path archive = bundle.ready(Path.of(System.getProperty("user.home"), ".davit", "cache"));
        Tool.run(List.of("tar", "--extract", "--zstd", "--file", archive.toString(), "--directory", folder.toString()));
        return new UnpackedBundle(folder);
    }

    /** Of Kubernetes, like 1.20.2. */
    String version() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("manifest.json")))
                .get("kubernetesVersion")
                .stringValue();
    }

    Path binary(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** The bundle's crictl, or a stand-in for it. */
    Path crictl() {
        return Files.exists(binary("crictl"))
                ? binary("crictl")
                : Checkout.root().resolve("e2e/src/test/resources/kubernetes/apt/crictl");
    }

    Path plugins() {
        return folder.resolve("cni");
    }

    /** Archives as made by docker save. */
    List<Path> images() throws IOException {
        try (var files = Files.list(folder.resolve("images"))) {
            return files.toList();
        }
    }

    /** The pod network's manifest, with its images from the repository of the cluster's. */
    String network() throws IOException {
        return Files.readString(folder.resolve("network.yaml"))
                .replaceAll("(?m)(\\bimage: *)(?:\\S*/)?(\\S+)$", "$1\"@IMAGE_REPOSITORY@/$2\"");
    }
}

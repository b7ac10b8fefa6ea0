package dev.davit.lab.docker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What the guest images are made of, and the tags that follow from it: another recipe, another tag. */
final class GuestRecipe {
    static final String REPOSITORY = "davit/guest";
    private static final List<String> SCRIPTS = List.of(
            "packages.txt",
            "setup-plain.sh",
            "install-packages.sh",
            "boot.sh",
            "user-data.sh",
            "runc-front.sh",
            "davit-boot.service",
            "davit-user-data.service");
    private static final List<String> DOCKER_PACKAGES = List.of("docker.io", "containerd", "runc");

    private final Map<String, String> texts;

    GuestRecipe() {
        this.texts = SCRIPTS.stream()
                .collect(java.util.stream.Collectors.toMap(name -> name, name -> Resources.text("guest/" + name)));
    }

    List<String> basePackages() {
        return texts.get("packages.txt")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    List<String> dockerPackages() {
        return DOCKER_PACKAGES;
    }

    /** The recipe's files, below /davit-build. */
    FileTree buildFiles() {
        var tree = new FileTree();
        texts.forEach((name, text) -> tree.put("/davit-build/" + name, text, name.endsWith(".sh") ? 0755 : 0644));
        return tree;
    }

    String tag(GuestFlavour flavour) {
        return tag(flavour.tagSuffix());
    }

    String tag(String layer) {
        return REPOSITORY + ":" + hash() + "-" + layer;
    }

    private String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            SCRIPTS.forEach(
                    name -> digest.update((name + "\0" + texts.get(name) + "\0").getBytes(StandardCharsets.UTF_8)));
            digest.update(DOCKER_PACKAGES.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

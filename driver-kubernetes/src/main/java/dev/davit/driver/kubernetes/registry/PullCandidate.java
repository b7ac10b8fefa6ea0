package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.lifecycle.plan.StepFailedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Looks for an image to try a registry with: one that it lists, that is for the node's platform and that is small. Registries
 * hold other things as well (charts, signatures), which no runtime can pull, and images of several platforms, which are an
 * index of manifests.
 */
final class PullCandidate {
    private static final int REPOSITORIES = 8;
    private static final int LONGEST_NAME = 255;
    private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9]+(?:[._/-]+[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    /** Of things that belong to the image with that digest, where a registry knows no referrers. */
    private static final Pattern REFERRER = Pattern.compile("sha256-[0-9a-f]{64}.*");

    private static final Set<String> CONFIGS =
            Set.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");
    private static final List<String> LAYERS =
            List.of("application/vnd.oci.image.layer.", "application/vnd.docker.image.rootfs.");

    private PullCandidate() {}

    /**
     * @param architecture of the node, as images name it
     * @param largest bytes
     * @return reference of an image; empty when none is listed or all are larger
     */
    static Optional<String> find(RegistryClient client, RegistryConnection registry, String architecture, long largest)
            throws StepFailedException, InterruptedException {
        Optional<JsonNode> catalog = client.get("/v2/_catalog?n=" + REPOSITORIES, Optional.of("registry:catalog:*"))
                .json();
        if (catalog.isEmpty()) {
            return Optional.empty();
        }
        int looked = 0;
        for (JsonNode node : catalog.get().path("repositories")) {
            String repository = node.asString("");
            if (!isName(repository) || looked++ == REPOSITORIES) {
                continue;
            }
            Optional<String> scope = Optional.of("repository:" + repository + ":pull");
            Optional<String> tag =
                    client.get("/v2/" + repository + "/tags/list", scope).json().flatMap(PullCandidate::tag);
            if (tag.isPresent()
                    && manifest(client, repository, scope, tag.get(), architecture)
                            .filter(manifest -> isImage(manifest) && size(manifest) <= largest)
                            .isPresent()) {
                return Optional.of(registry.server() + "/" + repository + ":" + tag.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> tag(JsonNode list) {
        return list.path("tags")
                .valueStream()
                .map(tag -> tag.asString(""))
                .filter(tag ->
                        TAG.matcher(tag).matches() && !REFERRER.matcher(tag).matches())
                .findFirst();
    }

    /** The manifest of the image itself: behind an index, the one for the node. */
    private static Optional<JsonNode> manifest(
            RegistryClient client, String repository, Optional<String> scope, String tag, String architecture)
            throws StepFailedException, InterruptedException {
        String path = "/v2/" + repository + "/manifests/";
        Optional<JsonNode> found = client.get(path + tag, scope).json();
        if (found.isEmpty() || !found.get().has("manifests")) {
            return found;
        }
        Optional<String> own = found.get()
                .path("manifests")
                .valueStream()
                .filter(entry -> entry.at("/platform/os").asString("").equals("linux")
                        && entry.at("/platform/architecture").asString("").equals(architecture))
                .map(entry -> entry.path("digest").asString(""))
                .filter(digest -> DIGEST.matcher(digest).matches())
                .findFirst();
        return own.isEmpty()
                ? Optional.empty()
                : client.get(path + own.get(), scope).json();
    }

    private static boolean isImage(JsonNode manifest) {
        JsonNode layers = manifest.path("layers");
        return CONFIGS.contains(manifest.at("/config/mediaType").asString(""))
                && !layers.isEmpty()
                && layers.valueStream()
                        .map(layer -> layer.path("mediaType").asString(""))
                        .allMatch(type -> LAYERS.stream().anyMatch(type::startsWith));
    }

    /** The length first: what a registry answers may be as long as it likes. */
    private static boolean isName(String repository) {
        return repository.length() <= LONGEST_NAME
                && REPOSITORY.matcher(repository).matches();
    }

    private static long size(JsonNode manifest) {
        long size = 0;
        for (JsonNode layer : manifest.path("layers")) {
            size += layer.path("size").asLong(0);
        }
        return size;
    }
}

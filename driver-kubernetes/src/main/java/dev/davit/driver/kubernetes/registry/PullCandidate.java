package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.lifecycle.plan.StepFailedException;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Looks for an image to try a registry with: one that it lists and that is small. */
final class PullCandidate {
    private static final int REPOSITORIES = 8;
    private static final int LONGEST_NAME = 255;
    private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9]+(?:[._/-]+[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private PullCandidate() {}

    /** @param largest bytes @return reference of an image; empty when none is listed or all are larger */
    static Optional<String> find(RegistryClient client, RegistryConnection registry, long largest)
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
            Optional<String> tag = client.get("/v2/" + repository + "/tags/list", scope)
                    .json()
                    .map(tags -> tags.path("tags").path(0).asString(""))
                    .filter(t -> TAG.matcher(t).matches());
            if (tag.isEmpty()) {
                continue;
            }
            boolean small = client.get("/v2/" + repository + "/manifests/" + tag.get(), scope)
                    .json()
                    .filter(manifest -> size(manifest) <= largest)
                    .isPresent();
            if (small) {
                return Optional.of(registry.server() + "/" + repository + ":" + tag.get());
            }
        }
        return Optional.empty();
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

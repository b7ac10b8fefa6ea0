package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Files that the driver shares with others: what it needs is put into what is there, as JSON. */
final class MergedJson {
    static final String DAEMON = "/etc/docker/daemon.json";
    /** Where the kubelet, and with it every runtime, has its credentials from. */
    static final String KUBELET = "/var/lib/kubelet/config.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private MergedJson() {}

    /** The Docker daemon's configuration with the registries without TLS in insecure-registries. */
    static String daemon(String present, List<RegistryConnection> registries) {
        ObjectNode config = object(present, DAEMON);
        ArrayNode insecure = config.get("insecure-registries") instanceof ArrayNode array
                ? array
                : config.putArray("insecure-registries");
        for (RegistryConnection registry : registries) {
            String server = registry.server().toString();
            boolean known =
                    insecure.valueStream().anyMatch(node -> node.asString("").equals(server));
            if (!registry.https() && !known) {
                insecure.add(server);
            }
        }
        if (insecure.isEmpty()) {
            config.remove("insecure-registries");
        }
        return text(present, config);
    }

    /** Docker's config.json with the registries' credentials. */
    static String credentials(String present, List<RegistryConnection> registries) {
        ObjectNode config = object(present, KUBELET);
        ObjectNode auths = config.get("auths") instanceof ObjectNode object ? object : config.putObject("auths");
        for (RegistryConnection registry : registries) {
            registry.credentials()
                    .ifPresent(
                            c -> auths.putObject(registry.server().toString()).put("auth", c.basic()));
        }
        if (auths.isEmpty()) {
            config.remove("auths");
        }
        return text(present, config);
    }

    /** What means the same stays as it is written. */
    private static String text(String present, ObjectNode wanted) {
        Optional<JsonNode> before = parse(present);
        boolean same = before.filter(wanted::equals).isPresent() || (present.isBlank() && wanted.isEmpty());
        return same ? present : JSON.writeValueAsString(wanted) + "\n";
    }

    private static ObjectNode object(String present, String path) {
        if (present.isBlank()) {
            return JSON.createObjectNode();
        }
        return parse(present)
                .filter(ObjectNode.class::isInstance)
                .map(node -> (ObjectNode) node.deepCopy())
                .orElseThrow(() -> new IllegalArgumentException(path + " on the node is no JSON object"));
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(JSON.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}

package dev.davit.lab.hot;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML with limits: 2 MiB, 50 aliases, depth 100. JSON is YAML too. */
public final class Yaml {
    private static final int MAX_BYTES = 2 << 20;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("template")
            .setCodePointLimit(MAX_BYTES)
            .setMaxAliasesForCollections(50)
            .setAllowRecursiveKeys(false)
            .setAllowDuplicateKeys(false)
            .build();

    private Yaml() {}

    /** A map, as templates and environments are. Throws {@link HotException}. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(String what, String text) {
        if (text.length() > MAX_BYTES) {
            throw new HotException(
                    "RequestLimitExceeded",
                    "Request limit exceeded: Template size (" + text.length() + " bytes) exceeds maximum allowed size ("
                            + MAX_BYTES + " bytes).");
        }
        Object value;
        try {
            value = new Load(SETTINGS).loadFromString(text);
        } catch (YamlEngineException e) {
            throw HotException.invalid("Error parsing " + what + ": " + e.getMessage());
        }
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?>)) {
            throw HotException.invalid("The " + what + " is not a JSON object or YAML mapping.");
        }
        return (Map<String, Object>) value;
    }
}

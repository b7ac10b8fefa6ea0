package dev.davit.lifecycle.engine;

import java.util.Map;
import java.util.Optional;

/** CreateVnfRequest (SOL003 v2.6.1 clause 5.5.2.3). @param name empty: the instance is called vnf-{id} */
public record CreateVnf(
        String vnfdId, Optional<String> name, Optional<String> description, Map<String, String> metadata) {
    public CreateVnf {
        metadata = Map.copyOf(metadata);
    }
}

package dev.davit.lifecycle.instance;

import java.util.Optional;
import java.util.UUID;

/** A port on a virtual link (SOL003 v2.6.1 clauses 5.5.3.8 and 5.5.3.9). @param cpInstanceId the connection point using it */
public record VnfLinkPort(UUID id, ResourceHandle resource, Optional<UUID> cpInstanceId) {}

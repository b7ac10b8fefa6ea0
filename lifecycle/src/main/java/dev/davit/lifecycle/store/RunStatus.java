package dev.davit.lifecycle.store;

import java.util.Optional;
import java.util.UUID;

/** What an owner must notice about its operation. */
public record RunStatus(UUID operationId, long epoch, Optional<String> cancelMode) {}

package dev.davit.lifecycle.instance;

import java.util.UUID;

/** A volume used by the VNF (SOL003 v2.6.1 clause 5.5.3.7). */
public record VirtualStorageResourceInfo(UUID id, String virtualStorageDescId, ResourceHandle storage) {}

package dev.davit.lifecycle.operation;

import dev.davit.lifecycle.instance.VirtualLinkResourceInfo;
import dev.davit.lifecycle.instance.VirtualStorageResourceInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import java.util.List;

/** What an operation changed (SOL003 v2.6.1 clause 5.5.2.13, resourceChanges), cumulative over the occurrence. */
public record ResourceChanges(
        List<Change<VnfcResourceInfo>> vnfcs,
        List<Change<VirtualLinkResourceInfo>> virtualLinks,
        List<Change<VirtualStorageResourceInfo>> storages) {

    public static final ResourceChanges NONE = new ResourceChanges(List.of(), List.of(), List.of());

    public ResourceChanges {
        vnfcs = List.copyOf(vnfcs);
        virtualLinks = List.copyOf(virtualLinks);
        storages = List.copyOf(storages);
    }

    public record Change<T>(Type type, T element) {}

    public enum Type {
        ADDED,
        REMOVED,
        MODIFIED,
        TEMPORARY
    }
}

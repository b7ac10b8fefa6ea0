package dev.davit.lifecycle.operation;

import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VirtualLinkResourceInfo;
import dev.davit.lifecycle.instance.VirtualStorageResourceInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfResources;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.ResourceChanges.Change;
import dev.davit.lifecycle.operation.ResourceChanges.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Computes what changed by comparing a VNF instance before and after; so it is cumulative over error handling. */
public final class ResourceComparison {
    private ResourceComparison() {}

    public static ResourceChanges between(VnfInstance before, VnfInstance after) {
        VnfResources old = resources(before);
        VnfResources now = resources(after);
        return new ResourceChanges(
                changes(old.vnfcs(), now.vnfcs(), VnfcResourceInfo::id, VnfcResourceInfo::computeResource),
                changes(
                        old.virtualLinks(),
                        now.virtualLinks(),
                        VirtualLinkResourceInfo::id,
                        VirtualLinkResourceInfo::network),
                changes(
                        old.storages(),
                        now.storages(),
                        VirtualStorageResourceInfo::id,
                        VirtualStorageResourceInfo::storage));
    }

    private static VnfResources resources(VnfInstance instance) {
        return instance.instantiated().map(InstantiatedVnfInfo::resources).orElse(VnfResources.NONE);
    }

    private static <T> List<Change<T>> changes(
            List<T> before, List<T> after, Function<T, UUID> id, Function<T, ResourceHandle> handle) {
        Map<UUID, T> old = new LinkedHashMap<>();
        before.forEach(element -> old.put(id.apply(element), element));
        var changes = new ArrayList<Change<T>>();
        for (T element : after) {
            T earlier = old.remove(id.apply(element));
            if (earlier == null) {
                changes.add(new Change<>(Type.ADDED, element));
            } else if (!handle.apply(earlier)
                    .resourceId()
                    .equals(handle.apply(element).resourceId())) {
                changes.add(new Change<>(Type.MODIFIED, element));
            }
        }
        old.values().forEach(element -> changes.add(new Change<>(Type.REMOVED, element)));
        return changes;
    }
}

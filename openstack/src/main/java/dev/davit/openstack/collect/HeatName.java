package dev.davit.openstack.collect;

import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.openstack.client.StackResource;
import java.util.Map;

/** What stays the same of a VNFC when its server is replaced: the (nested) stack and the name of the resource in it. */
public record HeatName(String stackId, String resource) {
    private static final String STACK = "heat.stack";
    private static final String RESOURCE = "heat.resource";

    public static HeatName of(StackResource resource) {
        return new HeatName(resource.stack().id(), resource.name());
    }

    /** As kept with the VNFC. */
    public static HeatName of(VnfcResourceInfo vnfc) {
        return new HeatName(
                vnfc.metadata().getOrDefault(STACK, ""), vnfc.metadata().getOrDefault(RESOURCE, ""));
    }

    Map<String, String> asMetadata() {
        return Map.of(STACK, stackId, RESOURCE, resource);
    }
}

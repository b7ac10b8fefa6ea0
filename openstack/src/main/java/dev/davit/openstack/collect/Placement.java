package dev.davit.openstack.collect;

import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.openstack.client.StackResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where a VNFC runs, as kept with it: {@code compute.host}, {@code compute.zone}, {@code server.group}. */
record Placement(Found found) {
    private static final String HOST = "compute.host";
    private static final String ZONE = "compute.zone";
    private static final String GROUP = "server.group";

    /** Whether it is known already: the VNFC has the server that it had. */
    static boolean isKnown(StackResource server, Optional<VnfcResourceInfo> former) {
        return former.filter(v -> v.computeResource().resourceId().equals(server.physicalId()))
                .filter(v -> v.metadata().containsKey(ZONE))
                .isPresent();
    }

    Map<String, String> of(StackResource server, Optional<VnfcResourceInfo> former) {
        var metadata = new HashMap<String, String>();
        if (isKnown(server, former)) {
            former.get().metadata().forEach((name, value) -> {
                if (name.equals(HOST) || name.equals(ZONE)) {
                    metadata.put(name, value);
                }
            });
        }
        found.servers().stream()
                .filter(s -> s.id().equals(server.physicalId()))
                .findFirst()
                .ifPresent(s -> {
                    s.host().ifPresent(h -> metadata.put(HOST, h));
                    s.zone().ifPresent(z -> metadata.put(ZONE, z));
                });
        found.serverGroups().stream()
                .filter(g -> g.servers().contains(server.physicalId()))
                .findFirst()
                .ifPresent(g -> metadata.put(GROUP, g.name()));
        return metadata;
    }
}

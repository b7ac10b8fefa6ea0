package dev.davit.lab.heat;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import java.util.Map;
import java.util.Optional;

/** Whether what a parameter names exists: nova.flavor, glance.image, neutron.network and so on. */
final class CustomConstraints {
    private interface Lookup {
        Object find(Caller caller, String value);
    }

    private final Map<String, Lookup> lookups;

    CustomConstraints(Cloud cloud) {
        this.lookups = Map.ofEntries(
                Map.entry("nova.flavor", (c, v) -> cloud.flavors().find(v)),
                Map.entry("nova.keypair", (c, v) -> cloud.keys().get(c.userId(), v)),
                Map.entry("nova.server", (c, v) -> cloud.servers().get(v)),
                Map.entry("glance.image", (c, v) -> cloud.images().find(c.projectId(), v)),
                Map.entry(
                        "neutron.network", (c, v) -> cloud.neutron().networks().find(c.projectId(), v)),
                Map.entry("neutron.subnet", (c, v) -> cloud.neutron().subnets().find(c.projectId(), v)),
                Map.entry("neutron.port", (c, v) -> cloud.neutron().ports().find(c.projectId(), v)),
                Map.entry("neutron.router", (c, v) -> cloud.neutron().routers().find(c.projectId(), v)),
                Map.entry(
                        "neutron.security_group",
                        (c, v) -> cloud.neutron().securityGroups().find(c.projectId(), v)),
                Map.entry("cinder.volume", (c, v) -> cloud.volumes().get(v)));
    }

    /** What is wrong with the value; nothing is wrong by a constraint that is not known here. */
    Optional<String> problem(Caller caller, String constraint, String value) {
        Lookup lookup = lookups.get(constraint);
        if (lookup == null || value.isEmpty()) {
            return Optional.empty();
        }
        try {
            lookup.find(caller, value);
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of("Error validating value '" + value + "': " + e.getMessage());
        }
    }
}

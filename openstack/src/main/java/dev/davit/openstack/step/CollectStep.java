package dev.davit.openstack.step;

import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfResources;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.FloatingIp;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.Neutron;
import dev.davit.openstack.client.Port;
import dev.davit.openstack.client.ServerGroup;
import dev.davit.openstack.collect.Found;
import dev.davit.openstack.collect.ResourceCollector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts what the stack has made into the VNF instance: one look at Heat, one at the ports, one
 * at the floating IPs, one at each new server. Only
 * looks; what it finds replaces what was known, so it can run any number of times.
 */
final class CollectStep extends CloudStep {
    private static final int LOOKS = 4;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final StepId stackFrom;

    /** @param stackFrom the step that has left the stack's id */
    CollectStep(Site site, StepId stackFrom) {
        super(StepId.of("collect resources"), site);
        this.stackFrom = stackFrom;
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws InterruptedException {
        var stack = Site.stackFrom(context, stackFrom);
        var resources = cloud.heat().resources(stack, Heat.ALL_LEVELS);
        var collector = new ResourceCollector(site.work(), site.layout(), site.connections(), resources);
        var portIds = collector.portIds();
        var ports = ports(portIds, context, cloud.neutron());
        var before = known(context.instance());
        var floating =
                portIds.isEmpty() ? List.<FloatingIp>of() : cloud.neutron().floatingIps(portIds);
        var groups = collector.hasServerGroups() ? cloud.nova().serverGroups() : List.<ServerGroup>of();
        var servers = cloud.nova().servers(collector.newServerIds(before));
        VnfResources found =
                collector.collect(new Found(ports, floating, servers, groups), before, stack, Site.values(stack));
        found.vnfcs()
                .forEach(v -> context.progress(
                        v.vduId() + ": server " + v.computeResource().resourceId() + addresses(v)));
        return StepResult.of(Effect.CHANGED).changing(instance -> with(instance, found));
    }

    /** A port that Heat just made may not be known to every Neutron server yet. */
    private static Map<String, Port> ports(Set<String> ids, StepContext context, Neutron neutron)
            throws InterruptedException {
        for (int look = 1; ; look++) {
            var ports = neutron.ports(ids);
            if (ports.size() == ids.size() || look == LOOKS) {
                return ports;
            }
            context.pause(BETWEEN_LOOKS);
        }
    }

    private static String addresses(dev.davit.lifecycle.instance.VnfcResourceInfo vnfc) {
        var text = new StringBuilder();
        vnfc.cps()
                .forEach(cp -> cp.reachableAddress()
                        .ifPresent(a ->
                                text.append(", ").append(cp.cpdId()).append(' ').append(a)));
        return text.toString();
    }

    private static VnfResources known(VnfInstance instance) {
        return instance.instantiated().map(InstantiatedVnfInfo::resources).orElse(VnfResources.NONE);
    }

    private static VnfInstance with(VnfInstance instance, VnfResources found) {
        var info = instance.instantiated()
                .orElseThrow(
                        () -> new IllegalStateException("instance " + instance.id() + " is not being instantiated"));
        return instance.withInstantiated(Optional.of(info.withResources(found)));
    }
}

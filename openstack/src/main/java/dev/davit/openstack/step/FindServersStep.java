package dev.davit.openstack.step;

import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.collect.HeatName;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds the servers of the VNFCs to heal and notes their ids for the steps that follow. Only looks. */
final class FindServersStep extends CloudStep {
    static final StepId ID = StepId.of("find servers");

    private final List<UUID> vnfcIds;

    FindServersStep(Site site, List<UUID> vnfcIds) {
        super(ID, site);
        this.vnfcIds = List.copyOf(vnfcIds);
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var stack = cloud.heat().find(site.stackName()).filter(s -> !s.isBeingDeleted());
        if (stack.isEmpty()) {
            throw StepFailedException.of(
                    "the VIM has no stack called " + site.stackName(),
                    "Somebody deleted it: fail this operation, then heal the entire VNF (no vnfcInstanceId).");
        }
        var resources = cloud.heat().resources(stack.get().ref(), Heat.ALL_LEVELS);
        var values = new HashMap<>(Site.values(stack.get().ref()));
        for (UUID id : vnfcIds) {
            values.putAll(target(vnfc(context, id), resources).values());
        }
        return StepResult.of(Effect.NOTHING, values);
    }

    private static VnfcResourceInfo vnfc(StepContext context, UUID id) throws StepFailedException {
        return context.instance()
                .instantiated()
                .flatMap(i -> i.vnfc(id))
                .orElseThrow(() -> StepFailedException.of(
                        "the VNF instance has no VNFC " + id, "Use an id of instantiatedVnfInfo.vnfcResourceInfo."));
    }

    private HealTarget target(VnfcResourceInfo vnfc, List<StackResource> resources) throws StepFailedException {
        var server = resources.stream()
                .filter(r -> r.isServer() && HeatName.of(r).equals(HeatName.of(vnfc)))
                .findFirst()
                .orElseThrow(() -> StepFailedException.of(
                        "stack " + site.stackName() + " has no server for VNFC " + vnfc.id() + " of " + vnfc.vduId(),
                        "The stack was changed by somebody else: fail this operation, then heal the entire VNF."));
        return new HealTarget(
                vnfc.id(), server.stack(), server.name(), server.physicalId(), bootVolume(vnfc, server, resources));
    }

    /** Called as in a generated template, or, in one of the package's, just as the storage. */
    private Optional<String> bootVolume(VnfcResourceInfo vnfc, StackResource server, List<StackResource> resources) {
        var layout = site.layout();
        var names = site.work().flavour().vdu(vnfc.vduId()).stream()
                .flatMap(vdu -> layout.bootStorage(vdu).stream()
                        .flatMap(storage -> Stream.of(layout.volumeName(vdu, storage), storage.name())))
                .toList();
        return resources.stream()
                .filter(r ->
                        r.isVolume() && r.stack().id().equals(server.stack().id()))
                .map(StackResource::name)
                .filter(names::contains)
                .findFirst();
    }
}

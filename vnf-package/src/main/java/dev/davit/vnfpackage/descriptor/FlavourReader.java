package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.HookImplementation;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VirtualStorage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one deployment flavour from its topology. */
final class FlavourReader {
    private final Descriptor descriptor;

    FlavourReader(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    DeploymentFlavour read(String id, Topology topology) throws IOException {
        VduReader vduReader = new VduReader(descriptor, topology);
        List<VirtualStorage> storages = vduReader.storages();
        List<Vdu> vdus = vduReader.vdus(storages);
        if (vdus.isEmpty()) {
            descriptor
                    .problems()
                    .add(
                            topology.position(),
                            "deployment flavour '" + id + "' has no VDU; expected a node of type "
                                    + StandardNames.COMPUTE);
        }
        ConnectivityReader connectivity = new ConnectivityReader(descriptor, topology);
        Set<String> names = vdus.stream().map(Vdu::name).collect(Collectors.toSet());
        Targets targets = new Targets(topology, names, descriptor.problems());
        ScalingReader scaling = new ScalingReader(descriptor, topology, targets);
        List<ScalingAspect> aspects = scaling.aspects();
        LevelReader.Levels levels =
                new LevelReader(descriptor, topology, targets).read(vdus, aspects, scaling.initialDeltas());
        Optional<Assigned> vnf =
                topology.nodesOf(StandardNames.VNF, descriptor.types()).stream().findFirst();
        Map<LifecycleHook, HookImplementation> hooks =
                vnf.map(node -> new HookReader(descriptor).read(node)).orElse(Map.of());
        return new DeploymentFlavour(
                id,
                vnf.flatMap(node -> VnfNode.values(descriptor, node, topology).text("flavour_description"))
                        .orElse(""),
                vdus,
                connectivity.cps(),
                connectivity.virtualLinks(),
                storages,
                aspects,
                levels.levels(),
                levels.defaultId(),
                PlacementReader.read(descriptor, topology, targets),
                hooks);
    }
}

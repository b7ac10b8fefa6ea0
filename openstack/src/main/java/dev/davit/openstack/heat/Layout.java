package dev.davit.openstack.heat;

import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VduCp;
import dev.davit.vnfpackage.vnfd.VirtualStorage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment flavour becomes in a stack: which resources there are and how they are called. Used to write the
 * template, and to find the resources of VNFCs again. A server is called as its VDU, a port as its VduCp.
 */
public record Layout(DeploymentFlavour flavour) {

    /**
     * Whether a VDU's VNFCs are members of an AutoScalingGroup of the VDU's name, each a nested stack. The only VNFC of a
     * VDU that cannot have another one stands in the top stack, where people look for it.
     */
    public boolean isGroup(Vdu vdu) {
        return vdu.maxInstances() > 1
                || !aspects(vdu).isEmpty()
                || flavour.levels().stream().anyMatch(l -> l.instances().getOrDefault(vdu.name(), 0) > 1);
    }

    /** The aspects that scale a VDU. */
    public List<ScalingAspect> aspects(Vdu vdu) {
        return flavour.aspects().stream()
                .filter(a -> a.stepInstances().getOrDefault(vdu.name(), 0) > 0)
                .toList();
    }

    /** The VDU's connection points in the order of its interfaces; those without an order come last. */
    public List<VduCp> cps(Vdu vdu) {
        return flavour.cps().stream()
                .filter(c -> c.vdu().equals(vdu.name()))
                .sorted(Comparator.comparingInt(c -> c.order().orElse(Integer.MAX_VALUE)))
                .toList();
    }

    public List<VirtualStorage> storages(Vdu vdu) {
        return vdu.storages().stream().flatMap(s -> flavour.storage(s).stream()).toList();
    }

    /** The storage that a VDU without image of its own boots from: its first one with an image. */
    public Optional<VirtualStorage> bootStorage(Vdu vdu) {
        return vdu.image().isPresent()
                ? Optional.empty()
                : storages(vdu).stream().filter(s -> s.image().isPresent()).findFirst();
    }

    /** The software images of the flavour, each name once, in the descriptor's order. */
    public List<SwImage> images() {
        var byName = new java.util.LinkedHashMap<String, SwImage>();
        flavour.vdus().forEach(v -> v.image().ifPresent(i -> byName.putIfAbsent(i.name(), i)));
        flavour.storages().forEach(s -> s.image().ifPresent(i -> byName.putIfAbsent(i.name(), i)));
        return List.copyOf(byName.values());
    }

    /** The storage's name, with the VDU's before it when several VDUs have such a storage. */
    public String volumeName(Vdu vdu, VirtualStorage storage) {
        long users = flavour.vdus().stream()
                .filter(v -> v.storages().contains(storage.name()))
                .count();
        return users > 1 ? vdu.name() + "_" + storage.name() : storage.name();
    }

    public String flavorName(Vdu vdu) {
        return vdu.name() + "_flavor";
    }

    public String capacityParameter(Vdu vdu) {
        return vdu.name() + "_desired_capacity";
    }

    static String nestedFile(Vdu vdu) {
        return vdu.name() + ".yaml";
    }

    static String subnetName(String virtualLink, int index) {
        return virtualLink + "_subnet" + (index == 0 ? "" : index + 1);
    }
}

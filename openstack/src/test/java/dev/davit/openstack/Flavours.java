package dev.davit.openstack;

import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.PlacementRule;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VduCp;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import dev.davit.vnfpackage.vnfd.VirtualStorage;
import dev.davit.vnfpackage.vnfd.VnfVirtualLink;
import dev.davit.vnfpackage.vnfd.VnfVirtualLink.L3Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Deployment flavours that tests use. */
public final class Flavours {
    private Flavours() {}

    public static final VirtualCompute SMALL = new VirtualCompute(1, 512, 1);

    /** An image that the cloud has. */
    public static SwImage image(String name) {
        return new SwImage("n", name, "1", Optional.empty(), "bare", "qcow2", 0, 0, 0, Optional.empty());
    }

    /** An image that the package brings. */
    public static SwImage packaged(String name, String file) {
        return new SwImage(
                "n", name, "1", Optional.empty(), "bare", "qcow2", 0, 0, 0, Optional.of(new PackagePath(file)));
    }

    /** As in the guide: one VDU, one external CP. */
    public static DeploymentFlavour registry(SwImage image) {
        return oneVdu("PrivateRegistryVDU", SMALL, Optional.of("m1.tiny"), image);
    }

    public static DeploymentFlavour oneVdu(
            String name, VirtualCompute compute, Optional<String> flavorName, SwImage image) {
        var vdu = new Vdu(
                name,
                name,
                "",
                compute,
                flavorName,
                Optional.of(image),
                List.of(),
                1,
                1,
                Optional.of("#!/bin/sh\ntrue\n"));
        return flavour(
                List.of(vdu),
                List.of(new VduCp("CP1", name, Optional.empty(), OptionalInt.of(0), "normal", Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                Map.of(name, 1),
                List.of());
    }

    /** Two VDUs, the second scaled by two a step; internal network, data volume, boot volume, anti-affinity. */
    public static DeploymentFlavour scalable() {
        return frontAndWorkers(
                image("debian-12"),
                "direct",
                true,
                List.of(new PlacementRule("apart", true, "nfvi_node", Set.of("worker"))));
    }

    /** The same without what needs special hardware or many hosts. */
    public static DeploymentFlavour scalableAnywhere(SwImage image) {
        return frontAndWorkers(image, "normal", true, List.of());
    }

    /** The same without volumes too. */
    public static DeploymentFlavour workers(SwImage image) {
        return frontAndWorkers(image, "normal", false, List.of());
    }

    private static DeploymentFlavour frontAndWorkers(
            SwImage image, String vnic, boolean volumes, List<PlacementRule> rules) {
        var front = new Vdu(
                "front",
                "front",
                "",
                new VirtualCompute(2, 1024, 2),
                Optional.empty(),
                Optional.of(image),
                volumes ? List.of("data") : List.of(),
                1,
                1,
                Optional.empty());
        var worker = new Vdu(
                "worker",
                "worker",
                "",
                SMALL,
                Optional.empty(),
                volumes ? Optional.empty() : Optional.of(image),
                volumes ? List.of("root") : List.of(),
                1,
                5,
                Optional.empty());
        return flavour(
                List.of(front, worker),
                List.of(
                        new VduCp(
                                "frontIn", "front", Optional.of("lan"), OptionalInt.of(1), "normal", Optional.empty()),
                        new VduCp("frontOut", "front", Optional.empty(), OptionalInt.of(0), vnic, Optional.empty()),
                        new VduCp(
                                "workerIn",
                                "worker",
                                Optional.of("lan"),
                                OptionalInt.empty(),
                                "normal",
                                Optional.empty())),
                List.of(new VnfVirtualLink("lan", "", List.of(new L3Protocol("lan4", 4, "192.168.7.0/24", true)))),
                volumes
                        ? List.of(
                                new VirtualStorage("data", 1, Optional.empty()),
                                new VirtualStorage("root", 2, Optional.of(image)))
                        : List.of(),
                List.of(new ScalingAspect("workers", "workers", "", 2, Map.of("worker", 2))),
                Map.of("front", 1, "worker", 1),
                rules);
    }

    /** An aspect that scales two VDUs, by one and by two a step. */
    public static DeploymentFlavour scaledTogether() {
        return flavour(
                List.of(plain("web"), plain("cache")),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ScalingAspect("all", "all", "", 2, Map.of("web", 1, "cache", 2))),
                Map.of("web", 1, "cache", 1),
                List.of());
    }

    private static Vdu plain(String name) {
        return new Vdu(
                name,
                name,
                "",
                SMALL,
                Optional.empty(),
                Optional.of(image("debian-12")),
                List.of(),
                1,
                5,
                Optional.empty());
    }

    private static DeploymentFlavour flavour(
            List<Vdu> vdus,
            List<VduCp> cps,
            List<VnfVirtualLink> links,
            List<VirtualStorage> storages,
            List<ScalingAspect> aspects,
            Map<String, Integer> instances,
            List<PlacementRule> rules) {
        return new DeploymentFlavour(
                "simple",
                "",
                vdus,
                cps,
                links,
                storages,
                aspects,
                List.of(new InstantiationLevel("default", "", Map.of(), instances)),
                "default",
                rules,
                Map.of());
    }
}

package dev.davit.openstack;

import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.testbed.Packages;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A VNF of masters and workers with base HOTs, formed as the Kubernetes cluster's. */
final class Clusters {
    private Clusters() {}

    private static final List<String> FILES = List.of(
            "podaffinity/podaffinity_hot_top.yaml",
            "podaffinity/nested/podaffinity_nested_master.yaml",
            "podaffinity/nested/podaffinity_nested_worker.yaml",
            "plain/top.yaml",
            "plain/nested/node.yaml",
            "plain/nested/worker.yaml");

    static OnboardedPackage vnfPackage() {
        var files = new HashMap<String, byte[]>();
        FILES.forEach(f -> files.put("BaseHOT/" + f, file(f)));
        return Packages.of(files);
    }

    static DeploymentFlavour flavour(String id, int masters, int workers) {
        return new DeploymentFlavour(
                id,
                "",
                List.of(vdu("masterNode"), vdu("workerNode")),
                List.of(cp("masterNode_CP1", "masterNode"), cp("workerNode_CP2", "workerNode")),
                List.of(),
                List.of(),
                List.of(
                        new ScalingAspect("master_instance", "", "", 2, Map.of("masterNode", 1)),
                        new ScalingAspect("worker_instance", "", "", 2, Map.of("workerNode", 1))),
                List.of(new InstantiationLevel(
                        "default", "", Map.of(), Map.of("masterNode", masters, "workerNode", workers))),
                "default",
                List.of(),
                Map.of());
    }

    /** All connection points on net0, as the guide has it. */
    static ExtVirtualLink links(LabCloud cloud) throws InterruptedException {
        return cloud.net0("masterNode_CP1", "workerNode_CP2", "vip_CP");
    }

    private static Vdu vdu(String name) {
        return new Vdu(
                name,
                name,
                "",
                Flavours.SMALL,
                Optional.of("m1.tiny"),
                Optional.of(Flavours.image("debian-12")),
                List.of(),
                1,
                5,
                Optional.empty());
    }

    private static VduCp cp(String name, String vdu) {
        return new VduCp(name, vdu, Optional.empty(), OptionalInt.of(0), "normal", Optional.empty());
    }

    private static byte[] file(String name) {
        try (var in = Clusters.class.getResourceAsStream("/cluster/BaseHOT/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.davit.openstack.userdata;

import dev.davit.lifecycle.instance.ExtManagedVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import dev.davit.lifecycle.instance.ExtVirtualLink.ExtCp;
import dev.davit.lifecycle.instance.ExtVirtualLink.IpRequest;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.Flavours;
import dev.davit.openstack.Vims;
import dev.davit.openstack.heat.HotYaml;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VduCp;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A VNF of masters and workers as user data sees it. */
final class Cluster {
    private Cluster() {}

    static final Map<String, String> IMAGES = Map.of("masterNode", "img-1", "workerNode", "img-2");

    static DeploymentFlavour flavour() {
        return new DeploymentFlavour(
                "simple",
                "",
                List.of(vdu("masterNode", Optional.of("m1.medium")), vdu("workerNode", Optional.empty())),
                List.of(
                        cp("masterNode_CP1", "masterNode", Optional.empty()),
                        cp("inner", "workerNode", Optional.of("lan"))),
                List.of(),
                List.of(),
                List.of(
                        new ScalingAspect("master_instance", "", "", 2, Map.of("masterNode", 1)),
                        new ScalingAspect("worker_instance", "", "", 2, Map.of("workerNode", 1))),
                List.of(level()),
                level().id(),
                List.of(),
                Map.of());
    }

    static InstantiationLevel level() {
        return new InstantiationLevel(
                "level_2", "", Map.of("worker_instance", 1), Map.of("masterNode", 1, "workerNode", 3));
    }

    private static Vdu vdu(String name, Optional<String> flavorName) {
        return new Vdu(
                name,
                name,
                "",
                new VirtualCompute(2, 4096, 40),
                flavorName,
                Optional.of(Flavours.image("ubuntu")),
                List.of(),
                1,
                4,
                Optional.empty());
    }

    private static VduCp cp(String name, String vdu, Optional<String> link) {
        return new VduCp(name, vdu, link, OptionalInt.of(0), "normal", Optional.empty());
    }

    static VimWork work(String additionalParams, OnboardedPackage vnfPackage) {
        var address = new IpRequest("IPV4", Optional.of("subnet-1"), List.of("10.10.0.101", "10.10.0.102"), 0);
        var dynamic = new IpRequest("IPV4", Optional.of("subnet-2"), List.of(), 1);
        return new VimWork(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "cluster",
                Vims.withPassword("http://127.0.0.1:1/identity/v3", "s3cret-of-vim"),
                Optional.empty(),
                vnfPackage,
                flavour(),
                level(),
                List.of(
                        new ExtVirtualLink(
                                "link-1",
                                Optional.empty(),
                                "net-1",
                                List.of(ext("masterNode_CP1", address), ext("vip_CP", dynamic)),
                                List.of()),
                        new ExtVirtualLink(
                                "link-2",
                                Optional.empty(),
                                "net-2",
                                List.of(new ExtCp("workerNode_CP2", List.of())),
                                List.of())),
                List.of(new ExtManagedVirtualLink("m", "lan", Optional.empty(), "net-lan")),
                (ObjectNode) JsonMapper.shared().readTree(additionalParams));
    }

    private static ExtCp ext(String cpd, IpRequest address) {
        return new ExtCp(
                cpd, List.of(new CpConfig(Optional.empty(), Optional.empty(), Optional.empty(), List.of(address))));
    }

    /** The first file is the top template. */
    static Map<String, JsonNode> baseHot(String... files) {
        var hot = new LinkedHashMap<String, JsonNode>();
        for (String file : files) {
            hot.put(hot.isEmpty() ? UserDataInput.TOP_TEMPLATE : file, yaml(file));
        }
        return hot;
    }

    static JsonNode yaml(String file) {
        try (var in = Cluster.class.getResourceAsStream("/basehot/" + file)) {
            return HotYaml.read(file, in.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (dev.davit.vnfpackage.InvalidPackageException e) {
            throw new IllegalStateException(e);
        }
    }
}

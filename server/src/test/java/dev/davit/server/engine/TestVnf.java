package dev.davit.server.engine;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.pack.PackageCatalog;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimCatalog;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.HookImplementation;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A small VNF: package, VIM and requests for it. */
final class TestVnf {
    static final String PROJECT = "project-1";
    static final String VNFD = "c1bb0ce7-ebca-4fa7-95ed-4840d70a118f";
    static final UUID VIM = UUID.fromString("8d8373fe-6977-49ff-83ac-7756572ed186");
    static final UUID PACKAGE = UUID.fromString("0d1b3fb1-6d92-4a4f-8e0b-7d9a0f4b6a01");
    static final String VIM_PASSWORD = "vim-pass-4711";
    static final String SSH_PASSWORD = "ssh-pass-0815";
    static final JsonMapper JSON = JsonMapper.shared();

    private TestVnf() {}

    static DeploymentFlavour flavour(String id, Map<LifecycleHook, HookImplementation> hooks) {
        var vdu = new Vdu(
                "VDU1",
                "vdu",
                "",
                new VirtualCompute(1, 512, 1),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1,
                1,
                Optional.empty());
        var level = new InstantiationLevel("default", "", Map.of(), Map.of("VDU1", 1));
        return new DeploymentFlavour(
                id,
                "",
                List.of(vdu),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(level),
                "default",
                List.of(),
                hooks);
    }

    /** Two VNFCs at level 1 of aspect workers, one a step; aspect blocks adds four a step. The VDU has 1 to 6 instances. */
    static DeploymentFlavour scalable(String id, Map<LifecycleHook, HookImplementation> hooks) {
        DeploymentFlavour simple = flavour(id, hooks);
        Vdu one = simple.vdus().getFirst();
        var vdu = new Vdu(
                one.name(),
                one.displayName(),
                one.description(),
                one.compute(),
                one.flavorName(),
                one.image(),
                one.storages(),
                1,
                6,
                one.bootData());
        return new DeploymentFlavour(
                id,
                "",
                List.of(vdu),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new ScalingAspect("workers", "workers", "", 5, Map.of("VDU1", 1)),
                        new ScalingAspect("blocks", "blocks", "", 5, Map.of("VDU1", 4))),
                List.of(new InstantiationLevel("default", "", Map.of("workers", 1, "blocks", 0), Map.of("VDU1", 2))),
                "default",
                List.of(),
                hooks);
    }

    static List<UUID> vnfcs(VnfInstance instance) {
        return instance.instantiated().orElseThrow().vnfcs().stream()
                .map(VnfcResourceInfo::id)
                .toList();
    }

    static PackageCatalog packages() {
        var scaled = Map.of(
                LifecycleHook.SCALE_START,
                new HookImplementation("test-driver", Optional.empty()),
                LifecycleHook.SCALE_END,
                new HookImplementation("test-driver", Optional.empty()));
        var configured = Map.of(LifecycleHook.INSTANTIATE_END, new HookImplementation("test-driver", Optional.empty()));
        var foreign = Map.of(LifecycleHook.INSTANTIATE_END, new HookImplementation("not-here", Optional.empty()));
        var vnfd = new Vnfd(
                VNFD,
                "Company",
                "Sample",
                "1.0",
                "1.0",
                List.of(),
                List.of(
                        flavour("simple", Map.of()),
                        flavour("configured", configured),
                        flavour("foreign", foreign),
                        scalable("scalable", scaled),
                        scalable("unhooked", configured)),
                List.of());
        var onboarded = new Onboarded(PACKAGE, vnfd);
        return new PackageCatalog() {
            @Override
            public Optional<OnboardedPackage> byVnfdId(String project, String vnfdId) {
                return vnfdId.equals(VNFD) ? Optional.of(onboarded) : Optional.empty();
            }

            @Override
            public Optional<OnboardedPackage> byId(UUID packageId) {
                return packageId.equals(onboarded.id()) ? Optional.of(onboarded) : Optional.empty();
            }
        };
    }

    private record Onboarded(UUID id, Vnfd vnfd) implements OnboardedPackage {
        @Override
        public Csar open() throws IOException {
            throw new IOException("this package has no files");
        }
    }

    static VimCatalog vims() {
        ObjectNode credentials =
                JSON.createObjectNode().put("username", "admin").put("password", VIM_PASSWORD);
        var vim = new RegisteredVim(
                VIM,
                PROJECT,
                "vim",
                "",
                "openstack",
                "http://127.0.0.1/identity/v3",
                credentials,
                JSON.createObjectNode(),
                JSON.createObjectNode(),
                List.of(),
                true,
                "REACHABLE",
                Instant.EPOCH,
                Instant.EPOCH);
        return new VimCatalog() {
            @Override
            public Optional<RegisteredVim> vim(String project, UUID vimId) {
                return vimId.equals(VIM) ? Optional.of(vim) : Optional.empty();
            }

            @Override
            public Optional<RegisteredVim> defaultVim(String project) {
                return Optional.of(vim);
            }
        };
    }

    static LcmRequest.Instantiate instantiate(String flavour) {
        ObjectNode params = JSON.createObjectNode();
        params.putObject("installation_param").put("ssh_password", SSH_PASSWORD).put("ssh_username", "ubuntu");
        return new LcmRequest.Instantiate(flavour, Optional.empty(), List.of(), List.of(), List.of(), params);
    }

    static LcmRequest.Scale scale(boolean out, String aspect, int steps) {
        return new LcmRequest.Scale(out, aspect, steps, JSON.createObjectNode());
    }

    static LcmRequest.Terminate terminate() {
        return new LcmRequest.Terminate(false, Optional.empty(), JSON.createObjectNode());
    }

    static LcmRequest.Heal heal(UUID... vnfcs) {
        return new LcmRequest.Heal(Optional.empty(), List.of(vnfcs), JSON.createObjectNode());
    }
}

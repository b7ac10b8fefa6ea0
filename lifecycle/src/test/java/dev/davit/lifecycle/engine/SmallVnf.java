package dev.davit.lifecycle.engine;

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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;

/** A VNF of one master and two workers, whose workers can be scaled from level 0 to 3. */
final class SmallVnf {
    static final String PROJECT = "project";
    static final String VNFD = "vnfd";

    private SmallVnf() {}

    static DeploymentFlavour flavour() {
        var hooks = new EnumMap<LifecycleHook, HookImplementation>(LifecycleHook.class);
        for (LifecycleHook hook : LifecycleHook.values()) {
            hooks.put(hook, new HookImplementation("small-driver", Optional.empty()));
        }
        return flavour(hooks, 4);
    }

    static DeploymentFlavour flavour(Map<LifecycleHook, HookImplementation> hooks, int maxWorkers) {
        return new DeploymentFlavour(
                "simple",
                "",
                List.of(vdu("master", 1, 1), vdu("worker", 1, maxWorkers)),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ScalingAspect("workers", "", "", 3, Map.of("worker", 1))),
                List.of(new InstantiationLevel("default", "", Map.of("workers", 1), Map.of("master", 1, "worker", 2))),
                "default",
                List.of(),
                hooks);
    }

    private static Vdu vdu(String name, int min, int max) {
        var compute = new VirtualCompute(1, 512, 1);
        return new Vdu(
                name, name, "", compute, Optional.empty(), Optional.empty(), List.of(), min, max, Optional.empty());
    }

    private record Onboarded(UUID id, Vnfd vnfd) implements OnboardedPackage {
        @Override
        public Csar open() throws IOException {
            throw new IOException("this package has no files");
        }
    }

    static PackageCatalog packages() {
        var vnfd = new Vnfd(VNFD, "p", "n", "1", "1", List.of(), List.of(flavour()), List.of());
        Optional<OnboardedPackage> onboarded = Optional.of(new Onboarded(UUID.randomUUID(), vnfd));
        return new PackageCatalog() {
            @Override
            public Optional<OnboardedPackage> byVnfdId(String project, String vnfdId) {
                return onboarded.filter(p -> p.vnfd().id().equals(vnfdId));
            }

            @Override
            public Optional<OnboardedPackage> byId(UUID packageId) {
                return onboarded.filter(p -> p.id().equals(packageId));
            }
        };
    }

    static VimCatalog vims() {
        var nothing = JsonNodeFactory.instance.objectNode();
        Optional<RegisteredVim> vim = Optional.of(new RegisteredVim(
                UUID.randomUUID(),
                PROJECT,
                "vim",
                "",
                "small",
                "http://127.0.0.1",
                nothing,
                nothing,
                nothing,
                List.of(),
                true,
                "ACTIVE",
                Instant.EPOCH,
                Instant.EPOCH));
        return new VimCatalog() {
            @Override
            public Optional<RegisteredVim> vim(String project, UUID vimId) {
                return vim.filter(v -> v.id().equals(vimId));
            }

            @Override
            public Optional<RegisteredVim> defaultVim(String project) {
                return vim;
            }
        };
    }
}

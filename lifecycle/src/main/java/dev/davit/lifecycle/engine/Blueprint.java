package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.driver.ManagementDriver;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.HookImplementation;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;

/** Everything that the plan of an operation is made from, resolved: package, flavour, level, VIM, drivers. */
record Blueprint(
        UUID operationId,
        VnfInstance instance,
        LcmRequest request,
        OnboardedPackage vnfPackage,
        DeploymentFlavour flavour,
        InstantiationLevel level,
        VimResolution.Resolved vim,
        InstantiatedVnfInfo info) {

    /**
     * Resolves what an instance that carries resources, or is about to, refers to.
     *
     * @param instance with its instantiated part
     * @throws ProblemException 400 or 409 when something it refers to is not there
     */
    static Blueprint of(LifecyclePorts ports, UUID operationId, VnfInstance instance, LcmRequest request) {
        InstantiatedVnfInfo info = instance.instantiated().orElseThrow();
        OnboardedPackage vnfPackage = packageOf(ports, instance);
        DeploymentFlavour flavour = flavour(vnfPackage, info.flavourId());
        InstantiationLevel level = level(flavour, info.instantiationLevelId());
        var vim = new VimResolution(ports).resolve(instance.project(), instance.vimConnections());
        return new Blueprint(operationId, instance, request, vnfPackage, flavour, level, vim, info);
    }

    static OnboardedPackage packageOf(LifecyclePorts ports, VnfInstance instance) {
        return ports.packages()
                .byId(instance.packageId())
                .orElseThrow(() -> new ProblemException(ProblemDetails.conflict("The VNF package "
                        + instance.packageId() + " of VNF instance " + instance.id() + " does not exist any more.")));
    }

    static DeploymentFlavour flavour(OnboardedPackage vnfPackage, String flavourId) {
        return vnfPackage
                .vnfd()
                .flavour(flavourId)
                .orElseThrow(() -> new ProblemException(ProblemDetails.badRequest(
                        "flavourId",
                        "the VNFD has no deployment flavour '" + flavourId + "'; it has: "
                                + String.join(
                                        ", ",
                                        vnfPackage.vnfd().flavours().stream()
                                                .map(DeploymentFlavour::id)
                                                .toList()))));
    }

    static InstantiationLevel level(DeploymentFlavour flavour, String levelId) {
        return flavour.level(levelId)
                .orElseThrow(() -> new ProblemException(ProblemDetails.badRequest(
                        "instantiationLevelId",
                        "flavour '" + flavour.id() + "' has no instantiation level '" + levelId + "'; it has: "
                                + String.join(
                                        ", ",
                                        flavour.levels().stream()
                                                .map(InstantiationLevel::id)
                                                .toList()))));
    }

    VimWork vimWork() {
        return new VimWork(
                operationId,
                instance.id(),
                instance.name(),
                vim.vim(),
                vim.region(),
                vnfPackage,
                flavour,
                level,
                info.extVirtualLinks(),
                info.extManagedVirtualLinks(),
                info.additionalParams());
    }

    DriverWork driverWork() {
        return new DriverWork(operationId, instance, vnfPackage, flavour, info.additionalParams(), Optional.empty());
    }

    /** The driver that the VNFD gives a hook to. @throws ProblemException 400 when Davit has no such driver */
    Optional<ManagementDriver> driver(LifecyclePorts ports, LifecycleHook hook) {
        HookImplementation implementation = flavour.hooks().get(hook);
        if (implementation == null) {
            return Optional.empty();
        }
        ManagementDriver driver = ports.drivers().get(implementation.name());
        if (driver == null) {
            throw new ProblemException(ProblemDetails.badRequest(
                    "flavourId",
                    "the VNFD's flavour '" + flavour.id() + "' gives " + hook.toscaName()
                            + " to the management driver '" + implementation.name()
                            + "', which Davit does not have; it has: "
                            + String.join(
                                    ", ",
                                    ports.drivers().keySet().stream().sorted().toList())));
        }
        return Optional.of(driver);
    }

    /** Lets every driver that takes part look at the request. */
    void validate(LifecyclePorts ports) {
        var asked = new ArrayList<ManagementDriver>();
        for (LifecycleHook hook : PlanFactory.hooks(request)) {
            driver(ports, hook).filter(driver -> !asked.contains(driver)).ifPresent(driver -> {
                driver.validate(driverWork(), request);
                asked.add(driver);
            });
        }
    }
}

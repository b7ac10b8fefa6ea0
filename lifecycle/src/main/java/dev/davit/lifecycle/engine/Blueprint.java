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
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that the plan of an operation is made from, resolved: package, flavour, level, VIM, drivers.
 *
 * @param level the instantiation level, with scale levels and instances as scale operations have changed them since
 * @param scaling present exactly when the request is a scale request
 */
record Blueprint(
        UUID operationId,
        VnfInstance instance,
        LcmRequest request,
        OnboardedPackage vnfPackage,
        DeploymentFlavour flavour,
        InstantiationLevel level,
        VimResolution.Resolved vim,
        InstantiatedVnfInfo info,
        Optional<Scaling> scaling) {

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
        InstantiationLevel level = scaled(flavour, level(flavour, info.instantiationLevelId()), info);
        Optional<Scaling> scaling = request instanceof LcmRequest.Scale scale
                ? Optional.of(Scaling.of(instance, flavour, scale))
                : Optional.empty();
        var vim = new VimResolution(ports).resolve(instance.project(), instance.vimConnections());
        return new Blueprint(operationId, instance, request, vnfPackage, flavour, level, vim, info, scaling);
    }

    /** What is built anew, by healing the entire VNF, comes back with as many VNFCs as it was scaled to. */
    private static InstantiationLevel scaled(
            DeploymentFlavour flavour, InstantiationLevel level, InstantiatedVnfInfo info) {
        var levels = new HashMap<>(level.scaleLevels());
        var instances = new HashMap<>(level.instances());
        for (ScalingAspect aspect : flavour.aspects()) {
            int from = level.scaleLevels().getOrDefault(aspect.id(), 0);
            int steps = info.scaleLevel(aspect.id()) - from;
            if (steps != 0) {
                levels.put(aspect.id(), from + steps);
                aspect.stepInstances().forEach((vdu, delta) -> instances.merge(vdu, delta * steps, Integer::sum));
            }
        }
        return new InstantiationLevel(level.id(), level.description(), levels, instances);
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
        return new DriverWork(
                operationId, instance, vnfPackage, flavour, info.additionalParams(), scaling.map(Scaling::work));
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

    /** Lets the VIM, and every driver that takes part, look at the request. */
    void validate(LifecyclePorts ports) {
        if (request instanceof LcmRequest.Instantiate) {
            vim.kind().validate(vimWork());
        }
        var asked = new ArrayList<ManagementDriver>();
        for (LifecycleHook hook : PlanFactory.hooks(request)) {
            driver(ports, hook).filter(driver -> !asked.contains(driver)).ifPresent(driver -> {
                driver.validate(driverWork(), request);
                asked.add(driver);
            });
        }
    }
}

package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a scale request means for an instance (SOL003 v2.6.1 clause 5.4.5). Made from nothing but the accepted instance, the
 * package and the request, so that it is the same whenever it is asked for:
 *
 * <ul>
 *   <li>the scale level that the aspect will have;
 *   <li>on scale in, the VNFCs that leave: of each VDU that the aspect scales the newest, which are the last of the
 *       instance's list, delta times steps of them.
 * </ul>
 *
 * @param targetLevel the aspect's scale level afterwards
 */
record Scaling(int targetLevel, ScaleWork work) {

    /** @throws ProblemException 400 naming the member that is wrong, 409 when aspect or VDUs would leave their range */
    static Scaling of(VnfInstance instance, DeploymentFlavour flavour, LcmRequest.Scale request) {
        InstantiatedVnfInfo info = instance.instantiated().orElseThrow();
        ScalingAspect aspect = aspect(flavour, request);
        int level = info.scaleLevel(aspect.id());
        checkSteps(aspect, level, request);
        if (aspect.stepInstances().isEmpty()) {
            throw conflict("Aspect '" + aspect.id() + "' scales no VDU.");
        }
        var leaving = new ArrayList<UUID>();
        aspect.stepInstances().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(delta -> {
                    int change = Math.multiplyExact(delta.getValue(), request.numberOfSteps());
                    List<UUID> present = vnfcs(info, delta.getKey());
                    checkInstances(flavour, delta.getKey(), present.size(), request.out() ? change : -change);
                    if (!request.out()) {
                        leaving.addAll(present.subList(present.size() - change, present.size()));
                    }
                });
        int target = request.out() ? level + request.numberOfSteps() : level - request.numberOfSteps();
        return new Scaling(target, new ScaleWork(request.out(), aspect.id(), request.numberOfSteps(), leaving));
    }

    private static ScalingAspect aspect(DeploymentFlavour flavour, LcmRequest.Scale request) {
        if (request.numberOfSteps() < 1) {
            throw new ProblemException(ProblemDetails.badRequest("numberOfSteps", "must be at least 1"));
        }
        if (flavour.aspects().isEmpty()) {
            throw conflict("Flavour '" + flavour.id() + "' has no scaling aspect, so its VNF cannot be scaled.");
        }
        boolean configured = flavour.hooks().containsKey(LifecycleHook.INSTANTIATE_START)
                || flavour.hooks().containsKey(LifecycleHook.INSTANTIATE_END);
        boolean scalable = flavour.hooks().containsKey(LifecycleHook.SCALE_START)
                || flavour.hooks().containsKey(LifecycleHook.SCALE_END);
        if (configured && !scalable) {
            throw conflict(
                    "Flavour '" + flavour.id() + "' lets a management driver configure its VNFCs on instantiate, but"
                            + " gives none of the hooks scale_start and scale_end to one, so its VNF cannot be scaled.");
        }
        return flavour.aspect(request.aspectId())
                .orElseThrow(() -> new ProblemException(ProblemDetails.badRequest(
                        "aspectId",
                        "flavour '" + flavour.id() + "' has no scaling aspect '" + request.aspectId() + "'; it has: "
                                + String.join(
                                        ", ",
                                        flavour.aspects().stream()
                                                .map(ScalingAspect::id)
                                                .sorted()
                                                .toList()))));
    }

    private static void checkSteps(ScalingAspect aspect, int level, LcmRequest.Scale request) {
        int possible = request.out() ? aspect.maxLevel() - level : level;
        if (request.numberOfSteps() > possible) {
            throw conflict("Aspect '" + aspect.id() + "' cannot be scaled " + (request.out() ? "out" : "in") + " by "
                    + request.numberOfSteps() + ": its scale level is " + level + ", the lowest is 0, the highest "
                    + aspect.maxLevel() + ".");
        }
    }

    private static void checkInstances(DeploymentFlavour flavour, String vduId, int present, int change) {
        var vdu = flavour.vdu(vduId)
                .orElseThrow(() -> conflict("The scaling aspect names VDU '" + vduId + "', which flavour '"
                        + flavour.id() + "' does not have."));
        int wanted = present + change;
        if (wanted < vdu.minInstances() || wanted > vdu.maxInstances()) {
            throw conflict("VDU '" + vduId + "' would have " + wanted + " instances; it has " + present
                    + " now, and its profile allows " + vdu.minInstances() + " to " + vdu.maxInstances() + ".");
        }
    }

    private static List<UUID> vnfcs(InstantiatedVnfInfo info, String vduId) {
        return info.vnfcs().stream()
                .filter(vnfc -> vnfc.vduId().equals(vduId))
                .map(VnfcResourceInfo::id)
                .toList();
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemDetails.conflict(detail));
    }

    /** The instance with the aspect's new scale level. */
    VnfInstance applied(VnfInstance instance) {
        return instance.withInstantiated(
                instance.instantiated().map(info -> info.withScaleLevel(work.aspectId(), targetLevel)));
    }
}

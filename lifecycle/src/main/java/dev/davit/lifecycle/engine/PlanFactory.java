package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Plan;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.store.OperationStart;
import dev.davit.lifecycle.vim.Vim;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Builds plans. The same operation always gets the same plan, for it is made only from what was stored when the operation
 * was accepted (and the package, which does not change):
 *
 * <ul>
 *   <li>INSTANTIATE: grant; if a failed instantiate left resources: their removal; driver instantiate_start; the VIM's
 *       instantiate; driver instantiate_end.
 *   <li>TERMINATE: grant; driver terminate_start; the VIM's terminate; driver terminate_end.
 *   <li>HEAL: grant; driver heal_start; the VIM's heal of VNFCs or of the entire VNF; driver heal_end.
 *   <li>SCALE: grant; driver scale_start; the VIM's scale; scale level; driver scale_end.
 * </ul>
 */
final class PlanFactory {
    private final LifecyclePorts ports;

    PlanFactory(LifecyclePorts ports) {
        this.ports = ports;
    }

    /** The hooks around an operation, in order. */
    static List<LifecycleHook> hooks(LcmRequest request) {
        return switch (request) {
            case LcmRequest.Instantiate i -> List.of(LifecycleHook.INSTANTIATE_START, LifecycleHook.INSTANTIATE_END);
            case LcmRequest.Terminate t -> List.of(LifecycleHook.TERMINATE_START, LifecycleHook.TERMINATE_END);
            case LcmRequest.Heal h -> List.of(LifecycleHook.HEAL_START, LifecycleHook.HEAL_END);
            case LcmRequest.Scale s -> List.of(LifecycleHook.SCALE_START, LifecycleHook.SCALE_END);
            case LcmRequest.ModifyInfo m ->
                List.of(LifecycleHook.MODIFY_INFORMATION_START, LifecycleHook.MODIFY_INFORMATION_END);
        };
    }

    Plan plan(UUID operationId, OperationStart start, LcmRequest request) {
        var blueprint = Blueprint.of(ports, operationId, start.accepted(), request);
        var phases = new ArrayList<Phase>();
        phases.add(Phase.sequence("grant", new LocalStep(LocalStep.GRANT, StepResult.nothing())));
        if (request instanceof LcmRequest.Instantiate
                && start.before().instantiated().isPresent()) {
            phases.addAll(removeLeftovers(operationId, start, request));
        }
        List<LifecycleHook> hooks = hooks(request);
        phases.addAll(hook(blueprint, hooks.getFirst()));
        phases.addAll(vimPhases(blueprint));
        phases.addAll(hook(blueprint, hooks.getLast()));
        return new Plan(phases);
    }

    private List<Phase> removeLeftovers(UUID operationId, OperationStart start, LcmRequest request) {
        var old = Blueprint.of(ports, operationId, start.before(), request);
        var phases = new ArrayList<Phase>();
        old.vim().kind().terminate(old.vimWork()).forEach(phase -> phases.add(LeftoverStep.phase(phase)));
        var anew = StepResult.nothing()
                .changing(instance -> instance.withInstantiated(start.accepted().instantiated()));
        phases.add(Phase.sequence("begin anew", new LocalStep(LocalStep.CLEARED, anew)));
        return phases;
    }

    private List<Phase> hook(Blueprint blueprint, LifecycleHook hook) {
        return blueprint
                .driver(ports, hook)
                .map(driver -> driver.hook(hook, blueprint.driverWork(), blueprint.request()))
                .orElse(List.of());
    }

    private static List<Phase> vimPhases(Blueprint blueprint) {
        Vim vim = blueprint.vim().kind();
        VimWork work = blueprint.vimWork();
        return switch (blueprint.request()) {
            case LcmRequest.Instantiate i -> vim.instantiate(work);
            case LcmRequest.Terminate t -> vim.terminate(work);
            case LcmRequest.Heal heal ->
                heal.isEntireVnf() ? vim.healEntireVnf(work) : vim.healVnfcs(work, heal.vnfcInstanceIds());
            case LcmRequest.Scale s ->
                scale(
                        blueprint.scaling().orElseThrow(),
                        vim.scale(work, blueprint.scaling().orElseThrow().work()));
            case LcmRequest.ModifyInfo m -> throw new IllegalStateException("modify needs no plan");
        };
    }

    private static List<Phase> scale(Scaling scaling, List<Phase> vimPhases) {
        var phases = new ArrayList<Phase>();
        vimPhases.forEach(phase -> phases.add(ScaledStep.phase(phase, scaling)));
        var applied = StepResult.nothing().changing(scaling::applied);
        phases.add(Phase.sequence("scale level", new LocalStep(LocalStep.SCALED, applied)));
        return phases;
    }
}

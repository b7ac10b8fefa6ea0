package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.vim.ScaleWork;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The order of the steps of each operation. */
public final class Plans {
    private final Site site;

    public Plans(Site site) {
        this.site = site;
    }

    /** Images side by side, then the stack, then what it has made. */
    public List<Phase> instantiate() {
        var phases = new ArrayList<Phase>();
        List<List<Step>> images = site.layout().images().stream()
                .map(i -> List.<Step>of(new ImageStep(site, i)))
                .toList();
        if (!images.isEmpty()) {
            phases.add(Phase.sideBySide("images", images));
        }
        phases.add(Phase.sequence("stack", new StackCreateStep(site), new StackCreateWaitStep(site)));
        phases.add(Phase.sequence("resources", new CollectStep(site, StackCreateStep.ID)));
        return phases;
    }

    public List<Phase> terminate() {
        return List.of(Phase.sequence("stack removal", new StackDeleteStep(site), new StackDeleteWaitStep(site)));
    }

    /** All marks first, then one update for all of them. */
    public List<Phase> healVnfcs(List<UUID> vnfcIds) {
        var update = new StackUpdateStep(site, vnfcIds);
        return List.of(
                Phase.sequence("servers", new FindServersStep(site, vnfcIds)),
                new Phase("marks", context -> List.of(marks(context, vnfcIds))),
                Phase.sequence("stack", update, new StackUpdateWaitStep(site, vnfcIds, update)),
                Phase.sequence("resources", new CollectStep(site, FindServersStep.ID)));
    }

    public List<Phase> healEntireVnf() {
        var phases = new ArrayList<>(terminate());
        phases.addAll(instantiate());
        return phases;
    }

    /** On a scale in the VNFCs to remove are marked before. What is there in the end is collected before it is judged. */
    public List<Phase> scale(ScaleWork scale) {
        var phases = new ArrayList<Phase>();
        phases.add(Phase.sequence("members", new FindMembersStep(site, scale)));
        if (!scale.out()) {
            phases.add(Phase.sequence("marks", new MarkLeavingStep(site)));
        }
        phases.add(Phase.sequence("scaling", new ResizeStep(site, scale)));
        phases.add(Phase.sequence("resources", new CollectStep(site, FindMembersStep.ID), new CheckScaledStep(scale)));
        return phases;
    }

    private List<Step> marks(StepContext context, List<UUID> vnfcIds) {
        return vnfcIds.stream()
                .<Step>map(id -> new MarkUnhealthyStep(site, vduName(context, id), id))
                .toList();
    }

    private static String vduName(StepContext context, UUID vnfcId) {
        return context.instance()
                .instantiated()
                .flatMap(i -> i.vnfc(vnfcId))
                .map(v -> v.vduId())
                .orElse("VNFC");
    }
}

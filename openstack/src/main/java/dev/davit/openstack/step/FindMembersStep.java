package dev.davit.openstack.step;

import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.heat.ScalingGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Notes what a scaling is to change, from the VNFCs of the instance and the members that their groups have. Only looks.
 * Members that no VNFC runs in, left over by a scaling that was given up, count as leaving on a scale in. Undo of a scale
 * out takes all members away that were not there when this step looked.
 */
final class FindMembersStep extends CloudStep {
    static final StepId ID = StepId.of("find members");
    static final String STAYING = "staying";

    /** The top stack, and the groups' own stacks with their members. */
    static final int LEVELS = 1;

    private final ScaleWork scale;

    FindMembersStep(Site site, ScaleWork scale) {
        super(ID, site);
        this.scale = scale;
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var stack = cloud.heat().find(site.stackName()).filter(s -> !s.isBeingDeleted());
        if (stack.isEmpty()) {
            throw StepFailedException.of(
                    "the VIM has no stack called " + site.stackName(),
                    "Somebody deleted it: fail this operation, then heal the entire VNF (no vnfcInstanceId).");
        }
        var top = stack.get().ref();
        var resources = cloud.heat().resources(top, LEVELS);
        var staying = staying(context);
        var values = new HashMap<>(Site.values(top));
        values.put(STAYING, staying.stream().map(v -> v.id().toString()).collect(Collectors.joining(",")));
        for (ScalingGroup group : touched()) {
            var change = change(group, staying, top, resources);
            context.progress("group " + group.resource() + ": "
                    + change.before().size() + " members, " + change.wanted() + " wanted");
            values.putAll(change.values());
        }
        return StepResult.of(Effect.NOTHING, values);
    }

    @Override
    void takeBack(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var changes = GroupChange.from(context, ID, site.form().groups());
        if (scale.out() && !changes.isEmpty()) {
            var resize = new Resize(site, context, cloud.heat(), Site.stackFrom(context, ID));
            resize.backTo(changes);
        }
    }

    private List<VnfcResourceInfo> staying(StepContext context) {
        return context.instance().instantiated().map(InstantiatedVnfInfo::vnfcs).orElse(List.of()).stream()
                .filter(v -> !scale.leaving().contains(v.id()))
                .toList();
    }

    /** The groups of the VDUs that the aspect scales. */
    private List<ScalingGroup> touched() throws StepFailedException {
        var aspect = site.work().flavour().aspect(scale.aspectId());
        var form = site.form();
        var groups = new LinkedHashSet<ScalingGroup>();
        for (String vdu :
                aspect.map(a -> new ArrayList<>(a.stepInstances().keySet())).orElseGet(ArrayList::new)) {
            groups.add(
                    form.groupOf(vdu)
                            .orElseThrow(
                                    () -> StepFailedException.of(
                                            "the base HOT has no AutoScalingGroup whose members have a server called "
                                                    + vdu + ", which aspect " + scale.aspectId() + " scales",
                                            "Correct the VNF package: an OS::Heat::AutoScalingGroup over a nested template with that server.")));
        }
        if (groups.isEmpty()) {
            throw StepFailedException.of(
                    "the flavour has no scaling aspect '" + scale.aspectId() + "' that scales a VDU",
                    "Use an aspectId of the flavour's ScalingAspects.");
        }
        return List.copyOf(groups);
    }

    private GroupChange change(
            ScalingGroup group, List<VnfcResourceInfo> staying, StackRef top, List<StackResource> resources)
            throws StepFailedException {
        var members = Members.of(group, top, resources);
        var own = members.flatMap(Members::stack);
        if (own.isEmpty()) {
            throw StepFailedException.of(
                    "stack " + site.stackName() + " has no AutoScalingGroup " + group.resource(),
                    "The stack was changed by somebody else, or is broken: fail this operation, then heal the entire VNF.");
        }
        int remaining = Members.wantedBy(staying, site.form()).get(group);
        int step = step(group);
        int wanted = scale.out() ? remaining + scale.numberOfSteps() * step : remaining;
        if (wanted < group.smallest() || wanted > group.largest()) {
            // Heat would keep to its bounds without a word, and remove others than the chosen, or none.
            throw StepFailedException.of(
                    "group " + group.resource() + " of the base HOT has min_size " + group.smallest() + " and max_size "
                            + group.largest() + "; this scaling wants " + wanted + " members",
                    "Nothing was changed: fail this operation. Correct the VNF package, whose VNFD allows other numbers than"
                            + " its base HOT.");
        }
        var leaving = scale.out()
                ? List.<String>of()
                : members.get().without(staying).stream()
                        .map(StackResource::name)
                        .toList();
        return new GroupChange(
                group,
                own.get(),
                new LinkedHashSet<>(members.get().names()),
                new LinkedHashSet<>(leaving),
                wanted,
                step);
    }

    private int step(ScalingGroup group) {
        return site.work().flavour().aspect(scale.aspectId()).stream()
                .flatMap(a -> a.stepInstances().entrySet().stream())
                .filter(e -> group.vdus().contains(e.getKey()))
                .mapToInt(java.util.Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}

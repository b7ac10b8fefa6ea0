package dev.davit.lab.heat;

import dev.davit.lab.fault.Faults;
import dev.davit.lab.heat.type.AutoScalingGroupType;
import dev.davit.lab.heat.type.CinderTypes;
import dev.davit.lab.heat.type.FloatingIpAssociationType;
import dev.davit.lab.heat.type.NeutronTypes;
import dev.davit.lab.heat.type.NovaTypes;
import dev.davit.lab.heat.type.PlainTypes;
import dev.davit.lab.heat.type.PortType;
import dev.davit.lab.heat.type.ResourceGroupType;
import dev.davit.lab.heat.type.RouterInterfaceType;
import dev.davit.lab.heat.type.ScalingPolicyType;
import dev.davit.lab.heat.type.SecurityGroupType;
import dev.davit.lab.heat.type.ServerType;
import dev.davit.lab.http.Router;
import dev.davit.lab.store.Store;
import java.util.List;

/** The orchestration service. */
public final class Heat {
    private final Stacks stacks;
    private final StackApi stackApi;
    private final ResourceApi resourceApi;
    private final EventApi eventApi;
    private final HeatApi heatApi;

    public Heat(Cloud cloud, Faults faults, Store store) {
        ResourceTypes types = new ResourceTypes();
        CustomConstraints constraints = new CustomConstraints(cloud);
        Validator validator = new Validator(types, constraints);
        this.stacks = new Stacks(types, constraints);
        Engine engine = new Engine(types, validator, faults, store::changed);
        NestedStacks nested = new NestedStacks(stacks, engine, validator, types);
        types.nested(nested);
        AutoScalingGroupType groups = new AutoScalingGroupType(nested);
        types.add(List.of(
                new ServerType(cloud),
                new PortType(cloud),
                new SecurityGroupType(cloud),
                new RouterInterfaceType(cloud),
                new FloatingIpAssociationType(cloud),
                groups,
                new ScalingPolicyType(nested, groups),
                new ResourceGroupType(nested)));
        types.add(NeutronTypes.of(cloud));
        types.add(NovaTypes.of(cloud));
        types.add(CinderTypes.of(cloud));
        types.add(PlainTypes.all());

        StackSnapshots snapshots = new StackSnapshots(stacks);
        snapshots.restore(store.restored("stacks"));
        store.live("stacks", snapshots::all);

        HeatViews views = new HeatViews(stacks);
        StackFinder finder = new StackFinder(stacks);
        this.stackApi = new StackApi(stacks, engine, validator, views, finder);
        this.resourceApi = new ResourceApi(stacks, engine, types, views, finder);
        this.eventApi = new EventApi(stacks, views, finder);
        this.heatApi = new HeatApi(stacks, validator, types);
    }

    public void routes(Router router) {
        heatApi.routes(router);
        stackApi.routes(router);
        resourceApi.routes(router);
        eventApi.routes(router);
    }

    /** How many stacks there are that are not deleted, nested ones too. */
    public long count() {
        return stacks.all().stream().filter(s -> !s.gone()).count();
    }
}

package dev.davit.driver.kubernetes.topology;

import dev.davit.driver.vm.Vm;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;

/** A step on one node. What the node is like is looked up when the step runs. */
public abstract class NodeStep implements Step {
    protected final Cluster cluster;
    private final Vm vm;
    private final String name;

    protected NodeStep(Cluster cluster, Vm vm, String name) {
        this.cluster = cluster;
        this.vm = vm;
        this.name = name;
    }

    @Override
    public final StepId id() {
        return vm.step(name);
    }

    @Override
    public final StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        Topology topology = cluster.topology(context);
        return run(context, topology, topology.node(vm.vnfcId()));
    }

    protected abstract StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException;
}

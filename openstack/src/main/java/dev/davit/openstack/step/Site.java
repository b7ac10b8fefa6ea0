package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.vim.VimImageStore;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.OpenStackSettings;
import dev.davit.openstack.basehot.BaseHot;
import dev.davit.openstack.basehot.BaseHotForm;
import dev.davit.openstack.basehot.BaseHotReader;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.heat.Connections;
import dev.davit.openstack.heat.GeneratedForm;
import dev.davit.openstack.heat.Layout;
import dev.davit.openstack.heat.StackForm;
import dev.davit.openstack.keystone.Sessions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the steps of one operation have in common. */
public final class Site {
    private static final String STACK_NAME = "stackName";
    private static final String STACK_ID = "stackId";
    private static final Duration LONGER_THAN_HEAT = Duration.ofMinutes(5);

    private final VimWork work;
    private final Sessions sessions;
    private final SharedPolls polls;
    private final VimImageStore images;
    private final OpenStackSettings settings;
    private final Map<String, Optional<BaseHot>> baseHot = new ConcurrentHashMap<>();

    public Site(VimWork work, Sessions sessions, SharedPolls polls, VimImageStore images, OpenStackSettings settings) {
        this.work = work;
        this.sessions = sessions;
        this.polls = polls;
        this.images = images;
        this.settings = settings;
    }

    VimWork work() {
        return work;
    }

    VimImageStore images() {
        return images;
    }

    OpenStackSettings settings() {
        return settings;
    }

    Cloud cloud(StepContext context) {
        return new Cloud(sessions.of(work.vim()), work.region(), context::pause);
    }

    /** Waits for the VNF's stack a little longer than Heat works on it. */
    StackWatch watch(StepContext context, Heat heat) {
        return new StackWatch(context, heat, polls.of(work), longest());
    }

    StackWatch watchNested(StepContext context, Heat heat) {
        return StackWatch.ofNested(context, heat, longest());
    }

    private Duration longest() {
        return settings.stackTimeout().plus(LONGER_THAN_HEAT);
    }

    Layout layout() {
        return new Layout(work.flavour());
    }

    /** What the stack looks like. */
    StackForm form() {
        return baseHot()
                .<StackForm>map(hot -> new BaseHotForm(hot, work.flavour()))
                .orElseGet(() -> new GeneratedForm(layout()));
    }

    /**
     * The package's templates for the flavour, if it brings any; read once.
     *
     * @throws dev.davit.openstack.heat.TemplateException when they cannot be used
     */
    Optional<BaseHot> baseHot() {
        return baseHot.computeIfAbsent(work.flavour().id(), flavour -> BaseHotReader.read(work.vnfPackage(), flavour));
    }

    Connections connections() {
        return new Connections(work.extVirtualLinks(), work.extManagedVirtualLinks());
    }

    /** One stack per VNF instance. */
    String stackName() {
        return "vnf-" + work.instanceId();
    }

    /** Tells a stack that this operation made from one that somebody else gave the same name. */
    String operationTag() {
        return "davit-op-" + work.operationId();
    }

    int stackTimeoutMinutes() {
        return (int) Math.max(1, settings.stackTimeout().toMinutes());
    }

    /** A stack as a step's values, and as state kept with the instance. */
    static Map<String, String> values(StackRef stack) {
        return Map.of(STACK_NAME, stack.name(), STACK_ID, stack.id());
    }

    /** The stack that an earlier step of this operation made or found. */
    static Optional<StackRef> stackOf(StepContext context, StepId step) {
        return context.resultOf(step)
                .filter(v -> v.containsKey(STACK_ID))
                .map(v -> new StackRef(v.get(STACK_NAME), v.get(STACK_ID)));
    }

    /** The same, where the plan guarantees it. */
    static StackRef stackFrom(StepContext context, StepId step) {
        return stackOf(context, step)
                .orElseThrow(() -> new IllegalStateException("step " + step + " has left no stack id"));
    }
}

package dev.davit.openstack.contract;

import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import dev.davit.lifecycle.instance.ExtVirtualLink.ExtCp;
import dev.davit.lifecycle.instance.ExtVirtualLink.IpRequest;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.OpenStackSettings;
import dev.davit.openstack.OpenStackVim;
import dev.davit.openstack.contract.Stacks.Made;
import dev.davit.openstack.step.FakeImageStore;
import dev.davit.testbed.Instances;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** One VNF on a cloud, worked on by the OpenStack port; its stack goes with the test. */
final class VnfSite {
    /** Method, service and path of each request of the port. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    final OpenStackVim port = new OpenStackVim(
            new FakeImageStore(),
            OpenStackSettings.DEFAULT.withObserver((service, method, path, status, took) ->
                    calls.add(method + " " + service.displayName() + " " + path)));

    private final CloudUnderTest cloud;
    private final UUID id;
    private final DeploymentFlavour flavour;
    private String network;
    private List<IpRequest> addresses = List.of();
    private PlanRun last;
    private VimWork first;

    VnfSite(CloudUnderTest cloud, Stacks stacks, UUID id, DeploymentFlavour flavour) throws InterruptedException {
        this.cloud = cloud;
        this.network = cloud.networkId(cloud.names.network());
        this.id = id;
        this.flavour = flavour;
        cloud.afterwards(() -> {
            port.close();
            var left = cloud.look().heat().find("vnf-" + id);
            if (left.isPresent()) {
                stacks.remove(new Made("vnf-" + id, left.get().ref().id()));
            }
        });
    }

    static ScaleWork out(int steps) {
        return new ScaleWork(true, "workers", steps, List.of());
    }

    static ScaleWork in(int steps, List<VnfcResourceInfo> leaving) {
        return new ScaleWork(
                false,
                "workers",
                steps,
                leaving.stream().map(VnfcResourceInfo::id).toList());
    }

    /** @param networkId of a network of the project's own */
    VnfSite withAddress(String networkId, String address) {
        network = networkId;
        addresses = List.of(new IpRequest("IPV4", Optional.empty(), List.of(address), 0));
        return this;
    }

    PlanRun instantiate() throws Exception {
        first = work();
        last = new PlanRun(first.operationId(), Instances.beingInstantiated(id));
        return last.run(port.instantiate(first));
    }

    /** As a retry of the instantiation. */
    PlanRun goOn() throws Exception {
        return last.run(port.instantiate(first));
    }

    void undo() throws Exception {
        last.undo(port.instantiate(first));
    }

    PlanRun run(VnfInstance instance, Function<VimWork, List<Phase>> plan) throws Exception {
        var work = work();
        last = new PlanRun(work.operationId(), instance);
        return last.run(plan.apply(work));
    }

    PlanRun last() {
        return last;
    }

    Made stack() throws InterruptedException {
        return new Made(
                "vnf-" + id,
                cloud.look().heat().find("vnf-" + id).orElseThrow().ref().id());
    }

    /** Without the login and the looks at a stack that is being made. */
    List<String> callsBesidesPolls() {
        return calls.stream()
                .filter(c -> !c.contains("resolve_outputs") && !c.contains("/auth/tokens"))
                .toList();
    }

    VimWork work() {
        var config = new CpConfig(Optional.empty(), Optional.empty(), Optional.empty(), addresses);
        var cps = flavour.cps().stream()
                .filter(cp -> cp.isExternal())
                .map(cp -> new ExtCp(cp.name(), List.of(config)))
                .toList();
        var link = new ExtVirtualLink("net0", Optional.empty(), network, cps, List.of());
        return new VimWork(
                UUID.randomUUID(),
                id,
                "vnf",
                cloud.vim,
                cloud.names.region(),
                Packages.empty(),
                flavour,
                flavour.defaultLevel(),
                List.of(link),
                List.of(),
                JsonMapper.shared().createObjectNode());
    }
}

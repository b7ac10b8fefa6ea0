package dev.davit.openstack;

import dev.davit.lab.Lab;
import dev.davit.lab.LabOptions;
import dev.davit.lab.fault.Fault;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import dev.davit.lifecycle.instance.ExtVirtualLink.ExtCp;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.http.CallObserver;
import dev.davit.openstack.http.Pause;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.RetryPolicy;
import dev.davit.openstack.http.Service;
import dev.davit.openstack.keystone.Sessions;
import dev.davit.openstack.step.FakeImageStore;
import dev.davit.testbed.Instances;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real lab without guests, the OpenStack port that drives it, and eyes of its own to look at what there is. */
public final class LabCloud implements AutoCloseable {
    private static final RetryPolicy QUICK =
            new RetryPolicy(6, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(9));

    public final Lab lab;
    public final RegisteredVim vim;
    public final FakeImageStore images = new FakeImageStore();

    /** Requests that the port has sent: method, service, path, status. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** Is told of every request before it counts as done; may throw, as if the worker died. */
    public volatile Runnable afterCall = () -> {};

    private final Sessions looking;
    private volatile OpenStackVim port;

    public LabCloud() {
        this(LabOptions.forTests());
    }

    public LabCloud(LabOptions options) {
        try {
            lab = Lab.start(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        vim = Vims.withPassword(lab.authUrl(), "secret");
        looking = new Sessions(OpenStackSettings.DEFAULT.withRetries(QUICK));
        port = newPort();
    }

    public OpenStackVim port() {
        return port;
    }

    /** As after a restart: no token, no connections. */
    public void restartPort() {
        port.close();
        port = newPort();
    }

    private OpenStackVim newPort() {
        CallObserver observer = (service, method, path, status, took) -> {
            calls.add(method + " " + service.displayName() + " " + path + " " + status);
            afterCall.run();
        };
        return new OpenStackVim(
                images, OpenStackSettings.DEFAULT.withRetries(QUICK).withObserver(observer));
    }

    /** Orders a misbehaviour of the lab. */
    public void fault(String json) {
        lab.faults().add(Fault.of(JsonMapper.shared().readTree(json)));
    }

    public Cloud look() {
        return new Cloud(looking.of(vim), Optional.empty(), Pause.blocking());
    }

    /** What a service answers to a GET. */
    public JsonNode get(Service service, String path) throws InterruptedException {
        return looking.of(vim)
                .call(service, Optional.empty(), Request.get(path), Pause.blocking())
                .json();
    }

    public JsonNode post(Service service, String path, String body) throws InterruptedException {
        var request = Request.post(path, JsonMapper.shared().readTree(body));
        return looking.of(vim)
                .call(service, Optional.empty(), request, Pause.blocking())
                .json();
    }

    public List<String> serverIds() throws InterruptedException {
        var ids = new ArrayList<String>();
        get(Service.NOVA, "/servers")
                .path("servers")
                .forEach(s -> ids.add(s.path("id").stringValue()));
        return ids;
    }

    public List<String> stackNames() throws InterruptedException {
        var names = new ArrayList<String>();
        get(Service.HEAT, "/stacks")
                .path("stacks")
                .forEach(s -> names.add(s.path("stack_name").stringValue()));
        return names;
    }

    public String networkId(String name) throws InterruptedException {
        return get(Service.NEUTRON, "/networks?name=" + name)
                .at("/networks/0/id")
                .stringValue();
    }

    /** net0 for these connection points, addresses by DHCP. */
    public ExtVirtualLink net0(String... cpdIds) throws InterruptedException {
        var dynamic = new CpConfig(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        var cps = java.util.Arrays.stream(cpdIds)
                .map(c -> new ExtCp(c, List.of(dynamic)))
                .toList();
        return new ExtVirtualLink("net0", Optional.empty(), networkId("net0"), cps, List.of());
    }

    public VimWork work(UUID instanceId, OnboardedPackage pack, DeploymentFlavour flavour, ExtVirtualLink... links) {
        return new VimWork(
                UUID.randomUUID(),
                instanceId,
                "vnf",
                vim,
                Optional.empty(),
                pack,
                flavour,
                flavour.defaultLevel(),
                List.of(links),
                List.of(),
                JsonMapper.shared().createObjectNode());
    }

    /** An instance that is being instantiated. */
    public VnfInstance instance(UUID id) {
        return Instances.beingInstantiated(id);
    }

    @Override
    public void close() {
        port.close();
        looking.close();
        lab.close();
    }
}

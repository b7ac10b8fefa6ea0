package dev.davit.lab;

import dev.davit.lab.cinder.CinderApi;
import dev.davit.lab.cinder.Volumes;
import dev.davit.lab.fault.Faults;
import dev.davit.lab.glance.GlanceApi;
import dev.davit.lab.glance.Images;
import dev.davit.lab.heat.Cloud;
import dev.davit.lab.heat.Heat;
import dev.davit.lab.http.ApiServer;
import dev.davit.lab.http.Calls;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.json.Json;
import dev.davit.lab.keystone.KeystoneApi;
import dev.davit.lab.keystone.Tokens;
import dev.davit.lab.neutron.Neutron;
import dev.davit.lab.neutron.NeutronApi;
import dev.davit.lab.nova.Flavors;
import dev.davit.lab.nova.KeyPairs;
import dev.davit.lab.nova.NovaApi;
import dev.davit.lab.nova.NovaCatalogApi;
import dev.davit.lab.nova.Quotas;
import dev.davit.lab.nova.ServerGroups;
import dev.davit.lab.nova.ServerViews;
import dev.davit.lab.nova.Servers;
import dev.davit.lab.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A running lab cloud. Everything that it consists of is put together here. */
public final class Lab implements AutoCloseable {
    private final Hypervisor hypervisor;
    private final Store store;
    private final ApiServer server;
    private final Faults faults;
    private final Calls calls;
    private final Optional<Path> temporary;

    private Lab(LabOptions options, Hypervisor hypervisor) throws IOException {
        this.hypervisor = hypervisor;
        this.temporary = options.dataDirectory().isPresent()
                ? Optional.empty()
                : Optional.of(Files.createTempDirectory("davit-lab"));
        Path data = options.dataDirectory().or(() -> temporary).orElseThrow();
        this.store = new Store(options.dataDirectory().map(d -> d.resolve("state.json")));
        this.faults = new Faults();
        this.calls = new Calls();

        Neutron neutron = Neutron.create(store, hypervisor);
        Images images = new Images(store, data.resolve("images"));
        Volumes volumes = new Volumes(store, hypervisor);
        Flavors flavors = new Flavors(store);
        KeyPairs keys = new KeyPairs(store);
        ServerGroups groups = new ServerGroups(store);
        Quotas quotas = new Quotas(store);
        Servers servers = new Servers(store, hypervisor, neutron, images, flavors, keys, volumes, groups, quotas);
        ServerViews views = new ServerViews(neutron);
        Cloud cloud = new Cloud(neutron, images, volumes, flavors, keys, groups, servers, views);
        Seeds.plant(cloud, hypervisor.name());
        servers.reconcile();
        Heat heat = new Heat(cloud, faults, store);
        Tokens tokens = new Tokens(options.tokenLifetime(), InstantSource.system());

        Router router = new Router();
        new KeystoneApi(store, tokens, options.password(), options.nfvoUrl()).routes(router);
        heat.routes(router);
        new NovaApi(servers, views, neutron).routes(router);
        new NovaCatalogApi(flavors, keys, groups, quotas).routes(router);
        new NeutronApi(neutron).routes(router);
        new GlanceApi(images).routes(router);
        new CinderApi(volumes).routes(router);
        faults.routes(router);
        router.open("GET", "/lab/v1/calls", r -> Response.ok(calls.show()));
        router.open("DELETE", "/lab/v1/calls", r -> {
            calls.reset();
            return Response.empty(204);
        });
        router.open(
                "GET",
                "/lab/v1/state",
                r -> Response.ok(Json.object()
                        .put("status", "UP")
                        .put("hypervisor", hypervisor.name())
                        .put("stacks", heat.count())
                        .put("servers", servers.count())));
        this.server = new ApiServer(options.bind(), options.port(), router, calls, faults, tokens::caller);
    }

    /** Starts a lab. Throws IOException when its directory or port cannot be had. */
    public static Lab start(LabOptions options) throws IOException {
        Hypervisor hypervisor = Hypervisors.of(options);
        try {
            return new Lab(options, hypervisor);
        } catch (IOException | RuntimeException e) {
            hypervisor.close();
            throw e;
        }
    }

    public int port() {
        return server.port();
    }

    /** Keystone's URL, as OS_AUTH_URL wants it, for clients on this machine. */
    public String authUrl() {
        return "http://127.0.0.1:" + port() + "/identity/v3";
    }

    /** To order misbehaviour without HTTP. */
    public Faults faults() {
        return faults;
    }

    /** The calls that were counted. */
    public Calls calls() {
        return calls;
    }

    String hypervisor() {
        return hypervisor.name();
    }

    /** Stops serving and writes the snapshot; the guests go on. */
    @Override
    public void close() {
        server.close();
        store.close();
        hypervisor.close();
        temporary.ifPresent(Lab::delete);
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Lab.class).warn("The temporary directory {} stays behind", directory, e);
        }
    }
}

package dev.davit.server;

import dev.davit.driver.kubernetes.KubernetesDriver;
import dev.davit.driver.kubernetes.KubernetesSettings;
import dev.davit.driver.registry.PrivateRegistryDriver;
import dev.davit.driver.registry.RegistryDriverSettings;
import dev.davit.driver.vm.VmSettings;
import dev.davit.lifecycle.engine.VnfLifecycle;
import dev.davit.lifecycle.vim.Vim;
import dev.davit.lifecycle.vim.VimRegistrations;
import dev.davit.openstack.OpenStackVim;
import dev.davit.remote.RemoteHosts;
import dev.davit.server.auth.KeystoneAuthenticator;
import dev.davit.server.auth.LocalAuthenticator;
import dev.davit.server.database.Database;
import dev.davit.server.database.DatabaseOptions;
import dev.davit.server.jobs.LifecycleRuntime;
import dev.davit.server.jobs.OperationJobs;
import dev.davit.server.jobs.ServerIdentity;
import dev.davit.server.notification.ConsumerClient;
import dev.davit.server.notification.Deliveries;
import dev.davit.server.notification.NotificationBody;
import dev.davit.server.notification.NotificationOutbox;
import dev.davit.server.notification.Subscriptions;
import dev.davit.server.packages.CsarPackageReader;
import dev.davit.server.packages.PackageRegistry;
import dev.davit.server.rest.StatusRoutes;
import dev.davit.server.rest.VersionRoutes;
import dev.davit.server.rest.http.Api;
import dev.davit.server.rest.http.Authenticator;
import dev.davit.server.rest.http.RequestMetrics;
import dev.davit.server.rest.http.Route;
import dev.davit.server.rest.query.Pages;
import dev.davit.server.rest.vim.VimRoutes;
import dev.davit.server.rest.vnflcm.InstanceRoutes;
import dev.davit.server.rest.vnflcm.Links;
import dev.davit.server.rest.vnflcm.OccurrenceRoutes;
import dev.davit.server.rest.vnflcm.OccurrenceView;
import dev.davit.server.rest.vnflcm.ProgressRoutes;
import dev.davit.server.rest.vnflcm.SubscriptionRoutes;
import dev.davit.server.rest.vnfpkgm.ContentRoutes;
import dev.davit.server.rest.vnfpkgm.PackageRoutes;
import dev.davit.server.secret.SecretBox;
import dev.davit.server.secret.SecretKeyFile;
import dev.davit.server.store.PostgresHostKeys;
import dev.davit.server.store.PostgresVimImageStore;
import dev.davit.server.store.ResourcesInVims;
import dev.davit.server.vims.KubernetesCheck;
import dev.davit.server.vims.KubernetesCredentials;
import dev.davit.server.vims.UploadedImages;
import dev.davit.server.vims.VimRegistry;
import dev.davit.server.vims.VimsOfVnfs;
import dev.davit.vnfpackage.csar.CsarLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** A running server: what it consists of, from the database up to the socket. */
public final class DavitServer implements AutoCloseable {
    private final Closing closing;
    private final HttpFront front;
    private final PublicUrl url;

    private DavitServer(Closing closing, HttpFront front, PublicUrl url) {
        this.closing = closing;
        this.front = front;
        this.url = url;
    }

    /**
     * Starts a server; it takes requests when this returns.
     *
     * @throws StartException or {@link dev.davit.server.database.DatabaseStartException} saying what to do
     */
    public static DavitServer start(ServerOptions options) {
        return start(options, new Closing());
    }

    /** @param closing closing it ends the start, wherever that is, or the server */
    static DavitServer start(ServerOptions options, Closing closing) {
        if (options.keystoneUrl().isEmpty() && !HttpFront.isLoopback(options.bind())) {
            throw new StartException(
                    "--no-auth lets everybody in, so it is allowed only with a loopback address such as"
                            + " --bind 127.0.0.1, not with " + options.bind() + ". Leave one of the two out.");
        }
        try {
            return open(options, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static DavitServer open(ServerOptions options, Closing closing) {
        Clock clock = Clock.systemUTC();
        // The SSH client takes its time to start, and the database too; host keys are asked for when both are there.
        var tables = new CompletableFuture<Jdbi>();
        Supplier<RemoteHosts> hosts =
                closing.addInBackground(() -> new RemoteHosts(new PostgresHostKeys(tables::join)));
        var database = closing.add(Database.open(DatabaseOptions.of(options.dataDir(), options.databaseUrl())));
        tables.complete(database.jdbi());
        SecretBox secrets = SecretKeyFile.open(options.dataDir(), database.jdbi());

        var images = new PostgresVimImageStore(database.jdbi());
        var openstack = closing.add(new OpenStackVim(images));
        Map<String, Vim> kinds = Map.of(openstack.type(), openstack);
        var vims = new VimRegistry(
                database.jdbi(),
                secrets,
                Map.of(openstack.type(), openstack::check, KubernetesCredentials.TYPE, new KubernetesCheck()),
                clock);
        var usedVims = new ResourcesInVims(database.jdbi(), secrets);
        VimRegistrations registrations = new VimsOfVnfs(database.jdbi(), secrets, usedVims, clock);
        var packages = closing.add(new PackageRegistry(
                database.jdbi(),
                secrets,
                ServerIdentity.of(options.dataDir()).name(),
                options.dataDir().resolve("packages"),
                options.packageLimits(),
                new CsarPackageReader(
                        CsarLimits.DEFAULTS, options.packageLimits().signatures()),
                new UploadedImages(images, vims, kinds)));
        packages.recover();
        var vms = VmSettings.DEFAULT.patientFor(options.vmWait());
        var registryDriver = new PrivateRegistryDriver(hosts.get(), RegistryDriverSettings.DEFAULT.withVm(vms));
        var kubernetesDriver = new KubernetesDriver(hosts.get(), KubernetesSettings.DEFAULT.withVm(vms), registrations);
        var url = new PublicUrl(options);
        var links = new Links(url);
        var outbox = new NotificationOutbox(new NotificationBody(url, new OccurrenceView(links)::json));
        var consumers = new ConsumerClient();
        closing.add(Deliveries.start(database.jdbi(), secrets, outbox, consumers, Deliveries.Settings.DEFAULT));
        LifecycleRuntime runtime = closing.add(LifecycleRuntime.start(new LifecycleRuntime.Parts(
                database,
                secrets,
                options.dataDir(),
                packages,
                vims,
                kinds.values(),
                List.of(registryDriver, kubernetesDriver),
                outbox,
                clock,
                OperationJobs.Settings.DEFAULT.withEventRetention(options.eventRetention()))));
        VnfLifecycle lifecycle = runtime.lifecycle();

        Authenticator authenticator = options.keystoneUrl()
                .<Authenticator>map(keystone -> closing.add(new KeystoneAuthenticator(keystone, clock)))
                .orElseGet(() -> new LocalAuthenticator(options.bind(), options.publicUrl()));

        var metrics = new RequestMetrics();
        List<Route> routes = new ArrayList<>();
        routes.addAll(new StatusRoutes(database.jdbi(), metrics).routes());
        routes.addAll(new VersionRoutes(url).routes());
        var pages = new Pages(url, options.pageSize());
        routes.addAll(new PackageRoutes(packages, pages).routes());
        routes.addAll(new ContentRoutes(packages).routes());
        routes.addAll(new VimRoutes(vims, usedVims).routes());
        routes.addAll(new InstanceRoutes(lifecycle, links, pages, packages::vnfdIdOf).routes());
        routes.addAll(new OccurrenceRoutes(lifecycle, links, pages).routes());
        var subscriptions = new Subscriptions(database.jdbi(), secrets, consumers, true);
        routes.addAll(new SubscriptionRoutes(subscriptions, links, pages).routes());
        var progress = new ProgressRoutes(lifecycle);
        routes.addAll(progress.routes());

        var api = new Api(routes, authenticator, metrics, options.maxRequestBytes());
        HttpFront front = closing.add(HttpFront.start(options, api));
        // Closed first: who follows an operation live must not keep the socket open.
        closing.add(progress);
        url.listeningOn(front.port());
        return new DavitServer(closing, front, url);
    }

    /** The port listened on. */
    public int port() {
        return front.port();
    }

    /** Where to reach the server from this machine. */
    public String url() {
        return url.local();
    }

    /** Where it listens, for people. */
    String listening() {
        return url.listening();
    }

    @Override
    public void close() {
        closing.close();
    }
}

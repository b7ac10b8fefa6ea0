package dev.davit.e2e.openstack;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Openrc;
import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.Program;
import dev.davit.e2e.harness.StockClient;
import dev.davit.lab.LabMain;
import dev.davit.server.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A cloud, and a Davit server that trusts its Keystone. The cloud need not know of Davit. */
final class CloudSite implements AutoCloseable {
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(6);

    private final Path folder = Files.createTempDirectory("davit-e2e");
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<String> networks = new ArrayList<>();
    private final Openrc openrc;
    private final CloudApi cloudApi;
    private Duration limit = USUAL_LIMIT;
    private int starts;
    private Program server;

    /**
     * What there is to try: the lab, and the cloud of {@code DAVIT_TEST_OPENRC} when it is set. With {@code DAVIT_TEST_WITHOUT_LAB} only
     * that one, since the ordinary build has tried the lab already.
     */
    static List<String> clouds() {
        if (System.getenv("DAVIT_TEST_OPENRC") == null) {
            return List.of("lab");
        }
        return System.getenv("DAVIT_TEST_WITHOUT_LAB") == null ? List.of("lab", "openstack") : List.of("openstack");
    }

    CloudSite(String cloud) throws Exception {
        try {
            openrc = cloud.equals("lab") ? lab() : Openrc.read(System.getenv("DAVIT_TEST_OPENRC"));
            cloudApi = CloudApi.logIn(openrc);
            startServer();
            open.push(() -> server.close());
            open.push(this::removeNetworks);
        } catch (IOException | RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    private Openrc lab() throws IOException {
        Program lab = start(LabMain.class, "lab", List.of("--port", "0", "--hypervisor", "none"));
        open.push(lab);
        return Openrc.of(lab.url() + "/identity/v3", "demo", "secret", "demo");
    }

    private void startServer() {
        server = start(Main.class, "server", List.of("--port", "0", "--keystone-url", openrc.value("OS_AUTH_URL", "")));
    }

    /** Ends the server as {@code kill -9} does, and starts another on the same data. */
    void killAndRestartServer() {
        server.kill();
        startServer();
    }

    private Program start(Class<?> main, String name, List<String> options) {
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--data-dir", folder.resolve(name).toString()));
        Path log = folder.resolve(name + "-" + ++starts + ".log");
        return Program.java(main, log, Map.of(), arguments);
    }

    /** Is undone when the site is closed, before the server ends. */
    void afterwards(AutoCloseable undo) {
        open.push(undo);
    }

    /** How long an operation may take. */
    Duration limit() {
        return limit;
    }

    /** For clouds that are slow. */
    void limit(Duration longest) {
        limit = longest;
    }

    Path folder() {
        return folder;
    }

    Openrc openrc() {
        return openrc;
    }

    /** The stock client at the cloud's own services. */
    StockClient cloud() {
        return new StockClient(openrc.variables(), folder);
    }

    /** The cloud's services, spoken to directly. */
    CloudApi cloudApi() {
        return cloudApi;
    }

    /** The stock client at Davit, with a token of the cloud. */
    StockClient davit() {
        return new StockClient(
                Map.of("OS_AUTH_TYPE", "admin_token", "OS_ENDPOINT", server.url(), "OS_TOKEN", cloudApi.token()),
                folder);
    }

    Api api() {
        return new Api(server.url(), Optional.of(cloudApi.token()));
    }

    /** Registers the cloud as the default VIM, by the user of the openrc file. */
    void registerVim() {
        api().registerVim(
                        "VIM0",
                        openrc.value("OS_AUTH_URL", ""),
                        openrc.value("OS_USERNAME", ""),
                        openrc.value("OS_PASSWORD", ""),
                        openrc.value("OS_PROJECT_NAME", ""));
    }

    /** A network that the cloud has. @param variable of the openrc file that names it @param usual its name otherwise */
    String network(String variable, String usual) {
        return cloudApi.networkId(openrc.value(variable, usual));
    }

    /** A network of the project's own, which goes with the site. @return its id */
    String ownNetwork(String cidr) {
        String id = cloudApi.makeNetwork("davit-e2e-" + UUID.randomUUID(), cidr);
        networks.add(id);
        return id;
    }

    /** After all VNFs, whenever they were made: a network that has ports cannot be deleted. */
    private void removeNetworks() {
        networks.forEach(id -> Api.expect(cloudApi.neutron().delete("/v2.0/networks/" + id), 204));
    }

    /** Ids of the stacks of a name that are there. */
    List<String> stacks(String name) {
        var ids = new ArrayList<String>();
        for (JsonNode stack : cloudApi.heat().json("/stacks?name=" + name).get("stacks")) {
            if (stack.get("stack_name").stringValue().equals(name)
                    && !stack.get("stack_status").stringValue().equals("DELETE_COMPLETE")) {
                ids.add(stack.get("id").stringValue());
            }
        }
        return ids;
    }

    /** Deletes what is left of a VNF, as an operator would. */
    void removeStack(String name) {
        for (String id : stacks(name)) {
            cloudApi.heat().delete("/stacks/" + name + "/" + id);
            Poll.until(limit, () -> stacks(name), List::isEmpty);
        }
    }

    /** An external virtual link of an instantiate request, with an address of the network's choice. */
    static String link(String id, String networkId, String cpd) {
        return """
                {"id": "%s", "resourceId": "%s", "extCps": [{"cpdId": "%s",
                 "cpConfig": [{"cpProtocolData": [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}]}""".formatted(id, networkId, cpd);
    }

    @Override
    public void close() throws Exception {
        var failed = new IllegalStateException("not everything could be cleaned up");
        for (AutoCloseable undo : open) {
            try {
                undo.close();
            } catch (Exception | AssertionError e) {
                failed.addSuppressed(e);
            }
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }
}

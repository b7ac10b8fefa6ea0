package dev.davit.openstack.contract;

import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Pause;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import dev.davit.openstack.keystone.Session;
import dev.davit.openstack.keystone.Sessions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cloud and what a test has made in it. */
final class CloudUnderTest {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    final RegisteredVim vim;
    final Names names;
    final Sessions sessions;
    private final Session session;
    final long pollMillis;
    private final Deque<CleanUp> cleanUps = new ArrayDeque<>();

    /**
     * What the cloud offers.
     *
     * @param external a network with floating addresses for ports of network
     * @param region empty: the one that Davit takes when nobody says which
     */
    record Names(String network, String external, String flavor, String image, Optional<String> region) {
        static Names ofLab() {
            return new Names("net0", "public", "m1.tiny", "debian-12", Optional.of("RegionOne"));
        }

        static Names of(Openrc openrc) {
            return new Names(
                    openrc.value("DAVIT_TEST_NETWORK", "net0"),
                    openrc.value("DAVIT_TEST_EXTERNAL_NETWORK", "public"),
                    openrc.value("DAVIT_TEST_FLAVOR", "m1.tiny"),
                    openrc.value("DAVIT_TEST_IMAGE", "debian-12"),
                    Optional.of(openrc.value("OS_REGION_NAME", "")).filter(r -> !r.isEmpty()));
        }
    }

    interface CleanUp {
        void run() throws Exception;
    }

    CloudUnderTest(RegisteredVim vim, Names names, Sessions sessions, long pollMillis) {
        this.vim = vim;
        this.names = names;
        this.sessions = sessions;
        this.pollMillis = pollMillis;
        this.session = sessions.of(vim);
    }

    Cloud look() {
        return new Cloud(session, names.region(), Pause.blocking());
    }

    Session session() {
        return session;
    }

    String region() throws InterruptedException {
        return names.region()
                .orElse(session.catalogue(Pause.blocking()).regions().getFirst());
    }

    boolean hasService(String type) throws InterruptedException {
        return session.catalogue(Pause.blocking()).endpoints().stream()
                .anyMatch(e -> e.type().equals(type));
    }

    /** A name that nothing else in the cloud has. */
    static String unique() {
        return "davit-contract-" + UUID.randomUUID();
    }

    /** Is run at the end of the test, latest first. */
    void afterwards(CleanUp cleanUp) {
        cleanUps.push(cleanUp);
    }

    /** Is run after all other. */
    void atLast(CleanUp cleanUp) {
        cleanUps.addLast(cleanUp);
    }

    JsonNode get(Service service, String path) throws InterruptedException {
        return call(service, Request.get(path));
    }

    JsonNode post(Service service, String path, String json) throws InterruptedException {
        return call(service, Request.post(path, JsonMapper.shared().readTree(json)));
    }

    JsonNode call(Service service, Request request) throws InterruptedException {
        return session.call(service, names.region(), request, Pause.blocking()).json();
    }

    /** Deletes; what is gone is fine. */
    void delete(Service service, String path) throws InterruptedException {
        try {
            call(service, Request.delete(path));
        } catch (CloudException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    String networkId(String name) throws InterruptedException {
        return get(Service.NEUTRON, "/networks?name=" + name)
                .at("/networks/0/id")
                .stringValue();
    }

    /**
     * Id of a network of the project's own, 192.0.2.0/24, that goes with the test: in others, Neutron lets only operators choose
     * addresses.
     */
    String ownNetwork() throws InterruptedException {
        String name = unique();
        String id = post(Service.NEUTRON, "/networks", "{\"network\": {\"name\": \"" + name + "\"}}")
                .at("/network/id")
                .stringValue();
        afterwards(() -> delete(Service.NEUTRON, "/networks/" + id));
        post(
                Service.NEUTRON,
                "/subnets",
                "{\"subnet\": {\"network_id\": \"%s\", \"ip_version\": 4, \"cidr\": \"192.0.2.0/24\"}}".formatted(id));
        return id;
    }

    /** A port of the common network that goes with the test. */
    JsonNode port() throws InterruptedException {
        return port(networkId(names.network()), "");
    }

    /** A port that goes with the test. @param members JSON members besides the network, each followed by a comma */
    JsonNode port(String networkId, String members) throws InterruptedException {
        String body = "{\"port\": {" + members + "\"network_id\": \"" + networkId + "\"}}";
        JsonNode port = post(Service.NEUTRON, "/ports", body).path("port");
        afterwards(() -> delete(Service.NEUTRON, "/ports/" + port.path("id").stringValue()));
        return port;
    }

    <T> T until(Callable<T> look, Predicate<T> wanted) throws Exception {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            T seen = look.call();
            if (wanted.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not as wanted after " + LONGEST_WAIT + ": " + seen);
            }
            Pause.blocking().pause(Duration.ofMillis(pollMillis));
        }
    }

    /** Runs all clean-ups, even after one of them failed. */
    void close() throws Exception {
        var failed = new IllegalStateException("not everything could be cleaned up");
        for (CleanUp cleanUp : cleanUps) {
            try {
                cleanUp.run();
            } catch (Exception e) {
                failed.addSuppressed(e);
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }
}

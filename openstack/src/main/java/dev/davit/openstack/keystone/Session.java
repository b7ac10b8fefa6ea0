package dev.davit.openstack.keystone;

import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Pause;
import dev.davit.openstack.http.Reply;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import dev.davit.openstack.http.Transport;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * A login at one VIM, shared by all operations on it: gets a token when the first is needed, renews it before it expires,
 * and once when a service refuses it nevertheless (401: revoked, or Keystone was restarted).
 */
public final class Session {
    private final VimAccess access;
    private final Transport transport;
    private final InstantSource clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile Optional<Token> token = Optional.empty();

    public Session(VimAccess access, Transport transport, InstantSource clock) {
        this.access = access;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Sends a request to a service.
     *
     * @return a successful answer
     * @throws CloudException when there is no answer or another one
     */
    public Reply call(Service service, Optional<String> region, Request request, Pause pause)
            throws InterruptedException {
        Token used = token(pause);
        Reply reply = send(service, region, request, used, pause);
        if (reply.status() == 401) {
            forget(used);
            reply = send(service, region, request, token(pause), pause);
        }
        if (!reply.isSuccess()) {
            throw CloudException.refused(service, request, reply);
        }
        return reply;
    }

    public Catalogue catalogue(Pause pause) throws InterruptedException {
        return token(pause).catalogue();
    }

    /** The roles that the user has in the project. */
    public Set<String> roles(Pause pause) throws InterruptedException {
        return token(pause).roles();
    }

    private Reply send(Service service, Optional<String> region, Request request, Token used, Pause pause)
            throws InterruptedException {
        String url = used.catalogue()
                .url(service, region)
                .map(service::baseUrl)
                .orElseThrow(
                        () -> CloudException.unusable(service, request, noEndpoint(service, region, used.catalogue())));
        return transport.send(service, url, request, Map.of("X-Auth-Token", used.value()), pause);
    }

    private static String noEndpoint(Service service, Optional<String> region, Catalogue catalogue) {
        return "the VIM's catalogue has no public endpoint of type '"
                + service.catalogueTypes().getFirst() + "'"
                + region.map(r -> " in region '" + r + "' (its regions: " + catalogue.regions() + ")")
                        .orElse("");
    }

    private Token token(Pause pause) throws InterruptedException {
        var current = token;
        if (isFresh(current)) {
            return current.get();
        }
        renewing.lockInterruptibly();
        try {
            if (!isFresh(token)) {
                token = Optional.of(logIn(pause));
            }
            return token.get();
        } finally {
            renewing.unlock();
        }
    }

    private boolean isFresh(Optional<Token> candidate) {
        return candidate.filter(t -> clock.instant().isBefore(t.renewAt())).isPresent();
    }

    /** Another operation may have renewed it meanwhile; that one is kept. */
    private void forget(Token refused) {
        renewing.lock();
        try {
            token = token.filter(t -> t != refused);
        } finally {
            renewing.unlock();
        }
    }

    private Token logIn(Pause pause) throws InterruptedException {
        // A second token does no harm, so a login may be repeated like a GET.
        var request = Request.post("/auth/tokens", access.auth()).asRepeatable();
        Instant asked = clock.instant();
        Reply reply = transport.send(Service.KEYSTONE, access.keystoneUrl(), request, Map.of(), pause);
        if (!reply.isSuccess()) {
            throw CloudException.refused(Service.KEYSTONE, request, reply);
        }
        JsonNode body = reply.json().path("token");
        String value = reply.headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> CloudException.unusable(
                        Service.KEYSTONE,
                        request,
                        "the answer has no X-Subject-Token header; is this a Keystone v3 URL?"));
        return new Token(value, Token.renewAt(asked, life(body)), Catalogue.of(body.path("catalog")), roles(body));
    }

    private static Set<String> roles(JsonNode body) {
        var roles = new LinkedHashSet<String>();
        body.path("roles").forEach(r -> roles.add(r.path("name").asString("")));
        return roles;
    }

    private static Duration life(JsonNode body) {
        try {
            return Duration.between(
                    Instant.parse(body.path("issued_at").asString("")),
                    Instant.parse(body.path("expires_at").asString("")));
        } catch (DateTimeException unreadable) {
            return Duration.ofMinutes(10);
        }
    }
}

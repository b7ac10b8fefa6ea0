package dev.davit.server.notification;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.engine.TimeOrderedId;
import dev.davit.server.secret.SecretBox;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The subscriptions to lifecycle change notifications (SOL003 v2.6.1 clauses 5.4.18 and 5.4.19). */
public final class Subscriptions {
    static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_PER_PROJECT = 100;

    private final Jdbi jdbi;
    private final SecretBox secrets;
    private final ConsumerClient client;
    private final boolean testCallback;

    /** @param testCallback whether a subscriber must answer GET on its callback URI with 204 before it is accepted */
    public Subscriptions(Jdbi jdbi, SecretBox secrets, ConsumerClient client, boolean testCallback) {
        this.jdbi = jdbi;
        this.secrets = secrets;
        this.client = client;
        this.testCallback = testCallback;
    }

    /** @param created false when there was one with the same callback URI and filter */
    public record Outcome(Subscription subscription, boolean created) {}

    /** @throws ProblemException 400 when the callback URI is no http URL, 422 when it does not answer */
    public Outcome create(
            Caller caller, URI callbackUri, SubscriptionFilter filter, ConsumerAuthentication authentication) {
        if (callbackUri.getHost() == null
                || !List.of("http", "https").contains(String.valueOf(callbackUri.getScheme()))
                || callbackUri.getRawUserInfo() != null) {
            throw new ProblemException(
                    ProblemDetails.badRequest("callbackUri", "must be an http or https URL without user and password"));
        }
        List<Subscription> own = list(new Caller(caller.project(), caller.user(), false));
        Optional<Subscription> same = own.stream()
                .filter(s -> s.callbackUri().equals(callbackUri) && s.filter().equals(filter))
                .findFirst();
        if (same.isPresent()) {
            return new Outcome(same.get(), false);
        }
        if (own.size() >= MAX_PER_PROJECT) {
            throw new ProblemException(ProblemDetails.conflict(
                    "The project has " + MAX_PER_PROJECT + " subscriptions already; delete some first."));
        }
        if (testCallback) {
            client.test(callbackUri, authentication).ifPresent(reason -> {
                throw new ProblemException(ProblemDetails.of(
                        422, "Unprocessable Entity", "callbackUri: the test request failed: " + reason));
            });
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var subscription = new Subscription(TimeOrderedId.create(now), caller.project(), callbackUri, filter, now);
        insert(subscription, authentication);
        return new Outcome(subscription, true);
    }

    private void insert(Subscription subscription, ConsumerAuthentication authentication) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into lccn_subscription (id, project, callback_uri, filter, authentication, created_at)
                        values (:id, :project, :uri, :filter::jsonb, :authentication, :created)
                        """)
                .bind("id", subscription.id())
                .bind("project", subscription.project())
                .bind("uri", subscription.callbackUri().toString())
                .bind("filter", JSON.writeValueAsString(subscription.filter()))
                .bind("authentication", secrets.seal(write(authentication)))
                .bind("created", subscription.createdAt().atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** @throws ProblemException 404 */
    public Subscription get(Caller caller, UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from lccn_subscription where id = :id")
                        .bind("id", id)
                        .map((row, context) -> read(row))
                        .findOne())
                .filter(subscription -> caller.sees(subscription.project()))
                .orElseThrow(() -> notFound(id));
    }

    /** In order of creation. */
    public List<Subscription> list(Caller caller) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from lccn_subscription where :admin or project = :project order by id")
                .bind("admin", caller.admin())
                .bind("project", caller.project())
                .map((row, context) -> read(row))
                .list());
    }

    /** Notifications that were not delivered yet go with it. @throws ProblemException 404 */
    public void delete(Caller caller, UUID id) {
        get(caller, id);
        jdbi.useHandle(handle -> handle.createUpdate("delete from lccn_subscription where id = :id")
                .bind("id", id)
                .execute());
    }

    private static ProblemException notFound(UUID id) {
        return new ProblemException(ProblemDetails.notFound("There is no subscription " + id + "."));
    }

    static Subscription read(ResultSet row) throws SQLException {
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getString("project"),
                URI.create(row.getString("callback_uri")),
                JSON.readValue(row.getString("filter"), SubscriptionFilter.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static ObjectNode write(ConsumerAuthentication authentication) {
        ObjectNode node = JSON.createObjectNode();
        return switch (authentication) {
            case ConsumerAuthentication.None none -> node;
            case ConsumerAuthentication.Basic basic ->
                node.put("userName", basic.userName()).put("password", basic.password());
            case ConsumerAuthentication.ClientCredentials oauth ->
                node.put("clientId", oauth.clientId())
                        .put("clientPassword", oauth.clientPassword())
                        .put("tokenEndpoint", oauth.tokenEndpoint().toString());
        };
    }

    static ConsumerAuthentication readAuthentication(ObjectNode node) {
        if (node.has("userName")) {
            return new ConsumerAuthentication.Basic(
                    node.get("userName").stringValue(), node.get("password").stringValue());
        }
        if (node.has("clientId")) {
            return new ConsumerAuthentication.ClientCredentials(
                    node.get("clientId").stringValue(),
                    node.get("clientPassword").stringValue(),
                    URI.create(node.get("tokenEndpoint").stringValue()));
        }
        return new ConsumerAuthentication.None();
    }
}

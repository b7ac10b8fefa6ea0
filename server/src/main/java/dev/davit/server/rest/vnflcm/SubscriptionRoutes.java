package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.operation.LcmOperation;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.server.notification.Subscription;
import dev.davit.server.notification.Subscriptions;
import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.http.Route;
import dev.davit.server.rest.query.Attributes;
import dev.davit.server.rest.query.Filter;
import dev.davit.server.rest.query.Pages;
import io.helidon.http.Method;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** /vnflcm/v1/subscriptions (SOL003 v2.6.1 clauses 5.4.18 and 5.4.19). The authentication given is never shown. */
public final class SubscriptionRoutes {
    private static final String ALL = "/vnflcm/v1/subscriptions";
    private static final String ONE = ALL + "/{id}";
    private static final int SEE_OTHER = 303;

    private static final Attributes FILTERABLE = new Attributes()
            .id("id", "filter/vnfInstanceSubscriptionFilter/vnfInstanceIds")
            .text("callbackUri")
            .choice("filter/operationTypes", LcmOperation.class)
            .choice("filter/operationStates", OperationState.class)
            .below("filter");

    private final Subscriptions subscriptions;
    private final Links links;
    private final Pages pages;

    public SubscriptionRoutes(Subscriptions subscriptions, Links links, Pages pages) {
        this.subscriptions = subscriptions;
        this.links = links;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.change(Method.POST, ALL, this::create),
                Route.read(ALL, this::list),
                Route.read(ONE, request -> Answer.ok(view(subscriptions.get(request.caller(), request.id())))),
                Route.change(Method.DELETE, ONE, this::delete));
    }

    private Answer create(ApiRequest request) {
        var wanted = SubscriptionParser.parse(request.json());
        var outcome =
                subscriptions.create(request.caller(), wanted.callbackUri(), wanted.filter(), wanted.authentication());
        String location = links.subscription(outcome.subscription().id());
        return outcome.created()
                ? Answer.created(view(outcome.subscription()), location)
                : new Answer.Empty(SEE_OTHER, Map.of("Location", location));
    }

    private Answer list(ApiRequest request) {
        request.query().allowOnly("filter", "nextpage_opaque_marker", "all_records");
        Filter filter = Filter.of(request.query(), FILTERABLE);
        return pages.answer(
                request,
                (after, limit) -> subscriptions.list(request.caller()).stream()
                        .filter(s -> after.isEmpty()
                                || s.id().toString().compareTo(after.get().toString()) > 0)
                        .limit(limit)
                        .toList(),
                this::view,
                (subscription, json) -> filter.test(json),
                UnaryOperator.identity());
    }

    private Answer delete(ApiRequest request) {
        subscriptions.delete(request.caller(), request.id());
        return Answer.noContent();
    }

    private ObjectNode view(Subscription subscription) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", subscription.id().toString());
        node.set("filter", SubscriptionParser.view(subscription.filter()));
        node.put("callbackUri", subscription.callbackUri().toString());
        node.putObject("_links").putObject("self").put("href", links.subscription(subscription.id()));
        return node;
    }
}

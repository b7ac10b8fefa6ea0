package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.engine.VnfLifecycle;
import dev.davit.lifecycle.operation.LcmOperation;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.http.Route;
import dev.davit.server.rest.query.Attributes;
import dev.davit.server.rest.query.Filter;
import dev.davit.server.rest.query.Pages;
import dev.davit.server.rest.query.Selector;
import io.helidon.http.Method;
import java.util.List;
import java.util.UUID;

/** VNF LCM operation occurrences and their tasks (SOL003 v2.6.1 clauses 5.4.12 to 5.4.17). */
public final class OccurrenceRoutes {
    private static final String ALL = "/vnflcm/v1/vnf_lcm_op_occs";
    private static final String ONE = ALL + "/{id}";
    private static final Attributes FILTERABLE = new Attributes()
            .id("id", "vnfInstanceId", "grantId")
            .choice("operationState", OperationState.class)
            .choice("operation", LcmOperation.class)
            .time("stateEnteredTime", "startTime")
            .flag("isAutomaticInvocation", "isCancelPending")
            .text("operationParams")
            .below("error", "resourceChanges", "changedInfo");

    private final VnfLifecycle lifecycle;
    private final OccurrenceView view;
    private final Links links;
    private final Pages pages;

    public OccurrenceRoutes(VnfLifecycle lifecycle, Links links, Pages pages) {
        this.lifecycle = lifecycle;
        this.view = new OccurrenceView(links);
        this.links = links;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.read(ALL, this::list),
                Route.read(ONE, request -> Answer.ok(view.json(lifecycle.occurrence(request.caller(), request.id())))),
                Route.change(Method.POST, ONE + "/retry", this::retry),
                Route.change(Method.POST, ONE + "/rollback", this::rollback),
                Route.change(Method.POST, ONE + "/fail", this::fail),
                Route.change(Method.POST, ONE + "/cancel", this::cancel));
    }

    private Answer list(ApiRequest request) {
        Selector selector = Selector.parse(request.query(), OccurrenceView.COMPLEX, OccurrenceView.COMPLEX);
        Filter filter = Filter.of(request.query(), FILTERABLE);
        return pages.answer(
                request,
                (after, limit) -> lifecycle.occurrences(request.caller(), after, limit),
                view::json,
                (occurrence, json) -> filter.test(json),
                selector::apply);
    }

    private Answer retry(ApiRequest request) {
        UUID id = request.id();
        lifecycle.retry(request.caller(), id);
        return Answer.accepted(links.occurrence(id));
    }

    private Answer rollback(ApiRequest request) {
        UUID id = request.id();
        lifecycle.rollback(request.caller(), id);
        return Answer.accepted(links.occurrence(id));
    }

    private Answer fail(ApiRequest request) {
        return Answer.ok(view.json(lifecycle.fail(request.caller(), request.id())));
    }

    private Answer cancel(ApiRequest request) {
        UUID id = request.id();
        lifecycle.cancel(request.caller(), id, RequestParser.cancelMode(request.json()));
        return Answer.accepted(links.occurrence(id));
    }
}

package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.engine.VnfLifecycle;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.http.Route;
import dev.davit.server.rest.query.Attributes;
import dev.davit.server.rest.query.Filter;
import dev.davit.server.rest.query.Pages;
import io.helidon.http.Method;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** VNF instances and the operations on them (SOL003 v2.6.1 clause 5.4.2 to 5.4.11). */
public final class InstanceRoutes {
    private static final String ALL = "/vnflcm/v1/vnf_instances";
    private static final String ONE = ALL + "/{id}";
    private static final Attributes FILTERABLE = new Attributes()
            .id("id", "vnfdId", "vnfPkgId", "tenantId")
            .text(
                    "vnfInstanceName",
                    "vnfInstanceDescription",
                    "vnfProvider",
                    "vnfProductName",
                    "vnfSoftwareVersion",
                    "vnfdVersion")
            .choice("instantiationState", InstantiationState.class)
            .below("vimConnectionInfo", "metadata", "instantiatedInfo", "instantiatedVnfInfo");

    private final VnfLifecycle lifecycle;
    private final InstanceView view;
    private final Links links;
    private final Pages pages;
    private final BiFunction<Caller, UUID, Optional<String>> vnfdIdOfPackage;

    /** @param vnfdIdOfPackage the vnfdId of an onboarded package that the caller sees */
    public InstanceRoutes(
            VnfLifecycle lifecycle,
            Links links,
            Pages pages,
            BiFunction<Caller, UUID, Optional<String>> vnfdIdOfPackage) {
        this.lifecycle = lifecycle;
        this.view = new InstanceView(links);
        this.links = links;
        this.pages = pages;
        this.vnfdIdOfPackage = vnfdIdOfPackage;
    }

    public List<Route> routes() {
        return List.of(
                Route.change(Method.POST, ALL, this::create),
                Route.read(ALL, this::list),
                Route.read(ONE, request -> Answer.ok(view.json(lifecycle.instance(request.caller(), request.id())))),
                Route.change(Method.PATCH, ONE, this::modify),
                Route.change(Method.DELETE, ONE, this::delete),
                operation("instantiate", RequestParser::instantiate),
                operation("terminate", RequestParser::terminate),
                operation("heal", RequestParser::heal),
                operation("scale", RequestParser::scale),
                Route.change(Method.POST, ONE + "/change_ext_conn", this::changeExtConn));
    }

    private Answer create(ApiRequest request) {
        VnfInstance instance = lifecycle.create(request.caller(), CreateParser.parse(request.json()));
        return Answer.created(view.json(instance), links.instance(instance.id()));
    }

    private Answer list(ApiRequest request) {
        request.query().allowOnly("filter", "nextpage_opaque_marker", "all_records");
        Filter filter = Filter.of(request.query(), FILTERABLE);
        return pages.answer(
                request,
                (after, limit) -> lifecycle.instances(request.caller(), after, limit),
                view::json,
                (instance, json) -> filter.test(filterable(instance, json)),
                UnaryOperator.identity());
    }

    /** What is not shown, or shown under another name, but can be filtered by. */
    private static ObjectNode filterable(VnfInstance instance, ObjectNode json) {
        ObjectNode node = json.deepCopy();
        node.put("tenantId", instance.project());
        if (node.has("instantiatedVnfInfo")) {
            node.set("instantiatedInfo", node.get("instantiatedVnfInfo"));
        }
        return node;
    }

    private Answer delete(ApiRequest request) {
        lifecycle.delete(request.caller(), request.id());
        return Answer.noContent();
    }

    private Answer modify(ApiRequest request) {
        return start(
                request,
                body -> RequestParser.modify(
                        body,
                        id -> ApiRequest.uuid(id).flatMap(uuid -> vnfdIdOfPackage.apply(request.caller(), uuid))));
    }

    private Route operation(String name, Function<ObjectNode, LcmRequest> parser) {
        return Route.change(Method.POST, ONE + "/" + name, request -> start(request, parser));
    }

    private Answer start(ApiRequest request, Function<ObjectNode, LcmRequest> parser) {
        UUID id = request.id();
        LcmRequest lcmRequest = parser.apply(request.json());
        return Answer.accepted(links.occurrence(
                lifecycle.start(request.caller(), id, lcmRequest).id()));
    }

    /** Known, and refused for good reasons first: this version has no operation behind it. */
    private Answer changeExtConn(ApiRequest request) {
        VnfInstance instance = lifecycle.instance(request.caller(), request.id());
        request.json();
        if (instance.state() != InstantiationState.INSTANTIATED) {
            throw new ProblemException(ProblemDetails.of(
                    409,
                    "VNF IS NOT INSTANTIATED",
                    "VNF instance " + instance.id() + " is " + instance.state() + "; instantiate it first."));
        }
        throw new ProblemException(ProblemDetails.of(
                501,
                "Not Implemented",
                "This version cannot change external connectivity of a running VNF. Terminate it and instantiate it with"
                        + " the new extVirtualLinks."));
    }
}

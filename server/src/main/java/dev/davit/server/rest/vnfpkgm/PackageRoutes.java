package dev.davit.server.rest.vnfpkgm;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.server.packages.OnboardingState;
import dev.davit.server.packages.OperationalState;
import dev.davit.server.packages.PackageRegistry;
import dev.davit.server.packages.VnfPackage;
import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.http.Route;
import dev.davit.server.rest.json.Fields;
import dev.davit.server.rest.json.Violations;
import dev.davit.server.rest.query.Attributes;
import dev.davit.server.rest.query.Filter;
import dev.davit.server.rest.query.Pages;
import dev.davit.server.rest.query.Selector;
import io.helidon.http.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** VNF package resources (SOL005 v2.6.1 clauses 9.4.2 and 9.4.3). */
public final class PackageRoutes {
    private static final String ONE = PackageView.ROOT + "/{id}";
    private static final Attributes FILTERABLE = new Attributes()
            .id("id", "vnfdId")
            .choice("onboardingState", OnboardingState.class)
            .choice("operationalState", OperationalState.class)
            .choice("usageState", Set.of("IN_USE", "NOT_IN_USE"))
            .text("vnfProvider", "vnfProductName", "vnfSoftwareVersion", "vnfdVersion")
            .text("checksum/algorithm", "checksum/hash")
            .number("softwareImages/size", "softwareImages/minDisk", "softwareImages/minRam")
            .time("softwareImages/createdAt")
            .below("userDefinedData", "softwareImages", "additionalArtifacts");

    private final PackageRegistry packages;
    private final Pages pages;

    public PackageRoutes(PackageRegistry packages, Pages pages) {
        this.packages = packages;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.change(Method.POST, PackageView.ROOT, this::create),
                Route.read(PackageView.ROOT, this::list),
                Route.read(ONE, request -> Answer.ok(PackageView.json(packages.get(request.caller(), request.id())))),
                Route.change(Method.PATCH, ONE, this::patch),
                Route.change(Method.DELETE, ONE, this::delete));
    }

    private Answer create(ApiRequest request) {
        var violations = new Violations();
        ObjectNode data = Fields.of(request.json(), violations).keyValues("userDefinedData");
        violations.throwIfAny();
        VnfPackage created = packages.create(request.caller(), data);
        return Answer.created(PackageView.json(created), PackageView.path(created.id()));
    }

    private Answer list(ApiRequest request) {
        Selector selector = Selector.parse(request.query(), PackageView.COMPLEX, PackageView.COMPLEX);
        Filter filter = Filter.of(request.query(), FILTERABLE);
        return pages.answer(
                request,
                (after, limit) -> packages.list(request.caller(), after, limit),
                PackageView::json,
                (vnfPackage, json) -> filter.test(json),
                selector::apply);
    }

    /** Answers only what changed. */
    private Answer patch(ApiRequest request) {
        VnfPackage vnfPackage = packages.get(request.caller(), request.id());
        var violations = new Violations();
        Fields body = Fields.of(request.json(), violations);
        Optional<OperationalState> state = body.choice("operationalState", OperationalState.class);
        boolean hasData = body.value("userDefinedData").isPresent();
        ObjectNode data = body.keyValues("userDefinedData");
        if (!hasData && body.value("operationalState").isEmpty()) {
            body.refuse("operationalState", "this or userDefinedData must be given");
        }
        boolean onboarded = vnfPackage.onboardingState() == OnboardingState.ONBOARDED;
        if (!hasData && !onboarded) {
            body.refuse(
                    "operationalState",
                    "can be changed when the package is ONBOARDED; it is " + vnfPackage.onboardingState());
        }
        violations.throwIfAny();

        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode changed = changes(vnfPackage.userDefinedData(), data);
        if (hasData && changed.isEmpty()) {
            throw new ProblemException(
                    ProblemDetails.conflict("userDefinedData: the package has these values already."));
        }
        if (state.isPresent() && onboarded) {
            packages.setOperational(vnfPackage, state.get());
            answer.put("operationalState", state.get().name());
        }
        if (hasData) {
            packages.mergeUserDefinedData(vnfPackage, changed);
            answer.set("userDefinedData", changed);
        }
        return Answer.ok(answer);
    }

    private static ObjectNode changes(ObjectNode stored, ObjectNode given) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(entry -> {
            if (!entry.getValue().equals(stored.get(entry.getKey()))) {
                changed.set(entry.getKey(), entry.getValue());
            }
        });
        return changed;
    }

    private Answer delete(ApiRequest request) {
        packages.delete(request.caller(), request.id());
        return Answer.noContent();
    }
}

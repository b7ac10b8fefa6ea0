package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.json.Fields;
import dev.davit.server.rest.json.Violations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Turns request bodies into typed LCM requests; a refusal names every wrong member by its full path. */
final class RequestParser {
    private enum TerminationType {
        FORCEFUL,
        GRACEFUL
    }

    private enum ScaleType {
        SCALE_OUT,
        SCALE_IN
    }

    private RequestParser() {}

    private static <T> T parse(ObjectNode body, Function<Fields, T> parser) {
        var violations = new Violations();
        T result = parser.apply(Fields.of(body, violations));
        violations.throwIfAny();
        return result;
    }

    static LcmRequest.Instantiate instantiate(ObjectNode body) {
        return parse(
                body,
                request -> new LcmRequest.Instantiate(
                        request.requiredIdentifier("flavourId"),
                        request.identifier("instantiationLevelId"),
                        ConnectivityParser.extVirtualLinks(request),
                        ConnectivityParser.extManagedVirtualLinks(request),
                        VimConnectionParser.vimConnections(request),
                        request.keyValues("additionalParams")));
    }

    static LcmRequest.Terminate terminate(ObjectNode body) {
        return parse(body, request -> {
            var type = request.required("terminationType", request.choice("terminationType", TerminationType.class));
            return new LcmRequest.Terminate(
                    type.filter(TerminationType.GRACEFUL::equals).isPresent(),
                    request.integer("gracefulTerminationTimeout", 0),
                    request.keyValues("additionalParams"));
        });
    }

    static LcmRequest.Heal heal(ObjectNode body) {
        return parse(
                body,
                request -> new LcmRequest.Heal(
                        request.text("cause", 255),
                        request.parsed("vnfcInstanceId", "a UUID", RequestParser::uuid),
                        request.object("additionalParams")));
    }

    static LcmRequest.Scale scale(ObjectNode body) {
        return parse(body, request -> {
            var type = request.required("type", request.choice("type", ScaleType.class));
            String aspect = request.requiredIdentifier("aspectId");
            int steps = request.integer("numberOfSteps", 1).orElse(1);
            return new LcmRequest.Scale(
                    type.filter(ScaleType.SCALE_OUT::equals).isPresent(),
                    aspect,
                    steps,
                    request.keyValues("additionalParams"));
        });
    }

    /** @param vnfdIdOfPackage resolves vnfPkgId, which clients of the v1 API may send instead of vnfdId */
    static LcmRequest.ModifyInfo modify(ObjectNode body, Function<String, Optional<String>> vnfdIdOfPackage) {
        return parse(body, request -> {
            Optional<String> vnfdId = request.identifier("vnfdId");
            Optional<String> packageId = request.identifier("vnfPkgId");
            if (vnfdId.isEmpty() && packageId.isPresent()) {
                vnfdId = vnfdIdOfPackage.apply(packageId.get());
                if (vnfdId.isEmpty()) {
                    request.refuse("vnfPkgId", "names no onboarded VNF package");
                }
            }
            return new LcmRequest.ModifyInfo(
                    CreateParser.printable(request, "vnfInstanceName", CreateParser.MAX_NAME)
                            .filter(t -> !t.isEmpty()),
                    CreateParser.printable(request, "vnfInstanceDescription", CreateParser.MAX_DESCRIPTION)
                            .filter(t -> !t.isEmpty()),
                    vnfdId,
                    metadataPatch(request),
                    VimConnectionParser.vimConnections(request),
                    tools.jackson.databind.node.JsonNodeFactory.instance.objectNode());
        });
    }

    private enum CancelMode {
        GRACEFUL,
        FORCEFUL
    }

    static String cancelMode(ObjectNode body) {
        return parse(
                body,
                request -> request.required("cancelMode", request.choice("cancelMode", CancelMode.class))
                        .map(Enum::name)
                        .orElse(""));
    }

    private static Map<String, Optional<String>> metadataPatch(Fields request) {
        var patch = new LinkedHashMap<String, Optional<String>>();
        for (var entry : request.keyValues("metadata").properties()) {
            patch.put(
                    entry.getKey(),
                    Optional.of(entry.getValue()).filter(v -> !v.isNull()).map(CreateParser::text));
        }
        return patch;
    }

    private static UUID uuid(String text) {
        return ApiRequest.uuid(text).orElseThrow(() -> new IllegalArgumentException("not a UUID"));
    }
}

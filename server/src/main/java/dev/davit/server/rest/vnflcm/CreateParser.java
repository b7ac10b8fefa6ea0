package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.engine.CreateVnf;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.json.Fields;
import dev.davit.server.rest.json.Violations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads CreateVnfRequest (SOL003 v2.6.1 clause 5.5.2.3). */
final class CreateParser {
    static final int MAX_NAME = 255;
    static final int MAX_DESCRIPTION = 1024;

    private CreateParser() {}

    static CreateVnf parse(ObjectNode body) {
        var violations = new Violations();
        Fields request = Fields.of(body, violations);
        String vnfdId = request.requiredIdentifier("vnfdId");
        if (!vnfdId.isEmpty() && ApiRequest.uuid(vnfdId).isEmpty()) {
            request.refuse("vnfdId", "must be a UUID");
        }
        Optional<String> name = printable(request, "vnfInstanceName", MAX_NAME);
        Optional<String> description = printable(request, "vnfInstanceDescription", MAX_DESCRIPTION);
        Map<String, String> metadata = metadata(request);
        violations.throwIfAny();
        return new CreateVnf(vnfdId, name.filter(n -> !n.isEmpty()), description, metadata);
    }

    /** A text that stays on its line and in its direction wherever it is printed. */
    static Optional<String> printable(Fields request, String name, int maxLength) {
        return request.text(name, maxLength).filter(text -> {
            boolean printable = text.codePoints().noneMatch(CreateParser::controls);
            if (!printable) {
                request.refuse(name, "must not hold control characters");
            }
            return printable;
        });
    }

    private static boolean controls(int character) {
        boolean newLine = character == 0x2028 || character == 0x2029;
        boolean direction = character >= 0x202a && character <= 0x202e || character >= 0x2066 && character <= 0x2069;
        return Character.isISOControl(character) || newLine || direction;
    }

    /** Values are stored as text. */
    private static Map<String, String> metadata(Fields request) {
        var result = new LinkedHashMap<String, String>();
        for (var entry : request.keyValues("metadata").properties()) {
            if (!entry.getValue().isNull()) {
                result.put(entry.getKey(), text(entry.getValue()));
            }
        }
        return result;
    }

    static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}

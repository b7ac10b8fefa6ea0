package dev.davit.server.rest;

import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.Route;
import io.helidon.http.Method;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which versions of which API there are. */
public final class VersionRoutes {
    private final Supplier<String> baseUrl;

    public VersionRoutes(Supplier<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    public List<Route> routes() {
        return List.of(
                Route.open(Method.GET, "/", request -> Answer.ok(root())),
                // The second generation's version is in this list because clients look for it; its resources are not
                // here.
                Route.anyRole(
                        Method.GET, "/vnflcm/api_versions", r -> Answer.ok(versions("/vnflcm", "1.3.0", "2.0.0"))),
                Route.anyRole(Method.GET, "/vnflcm/v1/api_versions", r -> Answer.ok(versions("/vnflcm/v1", "1.3.0"))));
    }

    private ObjectNode root() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode version =
                node.putArray("versions").addObject().put("id", "v1.0").put("status", "CURRENT");
        version.putArray("links").addObject().put("rel", "self").put("href", baseUrl.get() + "/v1.0");
        return node;
    }

    private static ObjectNode versions(String prefix, String... versions) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("uriPrefix", prefix);
        var array = node.putArray("apiVersions");
        for (String version : versions) {
            array.addObject().put("version", version).put("isDeprecated", false);
        }
        return node;
    }
}

package dev.davit.lab.http;

import dev.davit.lab.json.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Each service's own shape of an error. */
public final class Errors {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Request Entity Too Large"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));
    private static final Map<Integer, String> COMPUTE_KINDS = Map.of(
            400,
            "badRequest",
            403,
            "forbidden",
            404,
            "itemNotFound",
            405,
            "badMethod",
            409,
            "conflictingRequest",
            413,
            "overLimit",
            429,
            "overLimit",
            500,
            "computeFault",
            501,
            "notImplemented",
            503,
            "serviceUnavailable");

    private Errors() {}

    public static Response render(Service service, ApiException e) {
        Response response = e.status() == 401
                ? keystone(e)
                : switch (service) {
                    case IDENTITY -> keystone(e);
                    case ORCHESTRATION -> heat(e);
                    case COMPUTE, VOLUME -> nova(e);
                    case NETWORK -> neutron(e);
                    case IMAGE -> glance(e);
                    case LAB -> Response.json(e.status(), Json.object().put("message", e.getMessage()));
                };
        for (Map.Entry<String, String> header : e.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    public static String title(int status) {
        return TITLES.getOrDefault(status, "Error");
    }

    private static Response keystone(ApiException e) {
        return Response.wrapped(
                e.status(),
                "error",
                Json.object()
                        .put("code", e.status())
                        .put("message", e.getMessage())
                        .put("title", title(e.status())));
    }

    private static Response heat(ApiException e) {
        String explanation = switch (e.status()) {
            case 400 ->
                "The server could not comply with the request since it is either malformed or otherwise incorrect.";
            case 403 -> "Access was denied to this resource.";
            case 404 -> "The resource could not be found.";
            case 409 -> "There was a conflict when trying to complete your request.";
            case 500 -> "The server has either erred or is incapable of performing the requested operation.";
            default -> e.getMessage();
        };
        ObjectNode error = Json.object().putNull("traceback").put("type", e.kind());
        if (!e.getMessage().isEmpty()) {
            error.put("message", e.getMessage());
        }
        return Response.json(
                e.status(),
                Json.object()
                        .put("code", e.status())
                        .put("title", title(e.status()))
                        .put("explanation", explanation)
                        .set("error", error));
    }

    private static Response nova(ApiException e) {
        return Response.wrapped(
                e.status(),
                COMPUTE_KINDS.getOrDefault(e.status(), "computeFault"),
                Json.object().put("code", e.status()).put("message", e.getMessage()));
    }

    private static Response neutron(ApiException e) {
        return Response.wrapped(
                e.status(),
                "NeutronError",
                Json.object()
                        .put("type", e.kind())
                        .put("message", e.getMessage())
                        .put("detail", ""));
    }

    private static Response glance(ApiException e) {
        String text = e.status() + " " + title(e.status());
        return Response.text(
                e.status(),
                "text/html; charset=UTF-8",
                "<html>\n <head>\n  <title>" + text
                        + "</title>\n </head>\n <body>\n  <h1>" + text + "</h1>\n  " + escape(e.getMessage())
                        + "<br /><br />\n\n\n </body>\n</html>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

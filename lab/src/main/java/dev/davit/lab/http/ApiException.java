package dev.davit.lab.http;

import java.util.Map;

/** An error answer. The kind is the service's own name for the error, e.g. PortNotFound (Neutron) or EntityNotFound (Heat). */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String kind;
    private final transient Map<String, String> headers;

    public ApiException(int status, String kind, String message) {
        this(status, kind, message, Map.of());
    }

    public ApiException(int status, String kind, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.kind = kind;
        this.headers = Map.copyOf(headers);
    }

    public static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message);
    }

    public static ApiException forbidden(String message) {
        return new ApiException(403, "Forbidden", message);
    }

    public static ApiException notFound(String message) {
        return new ApiException(404, "NotFound", message);
    }

    public static ApiException conflict(String message) {
        return new ApiException(409, "Conflict", message);
    }

    public int status() {
        return status;
    }

    public String kind() {
        return kind;
    }

    public Map<String, String> headers() {
        return headers;
    }
}

package dev.davit.openstack.http;

import java.util.OptionalInt;

/** A request that an OpenStack service refused, or that could not be brought to it. Holds no secret. */
public final class CloudException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Service service;
    private final String request;
    private final int status;
    private final String reason;

    private CloudException(
            Service service, String request, int status, String reason, String message, Throwable cause) {
        super(message, cause);
        this.service = service;
        this.request = request;
        this.status = status;
        this.reason = reason;
    }

    /** The service answered with an error. */
    public static CloudException refused(Service service, Request request, Reply reply) {
        return refused(service, request, reply.status(), ErrorText.of(reply));
    }

    public static CloudException refused(Service service, Request request, int status, String reason) {
        String what = request.method() + " " + request.path();
        return new CloudException(
                service,
                what,
                status,
                reason,
                service.displayName() + " answered " + status + " to " + what + ": " + reason,
                null);
    }

    /** There was no answer. */
    public static CloudException unreachable(
            Service service, String url, Request request, String why, Throwable cause) {
        String what = request.method() + " " + request.path();
        return new CloudException(
                service,
                what,
                0,
                why,
                service.displayName() + " at " + url + " gave no answer to " + what + ": " + why,
                cause);
    }

    /** There was an answer, but not one that the API allows. */
    public static CloudException unusable(Service service, Request request, String why) {
        String what = request.method() + " " + request.path();
        return new CloudException(service, what, 0, why, service.displayName() + ", " + what + ": " + why, null);
    }

    public Service service() {
        return service;
    }

    /** Method and path. */
    public String request() {
        return request;
    }

    /** HTTP status; empty when there was no answer. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** The service's own message, or why there was none. */
    public String reason() {
        return reason;
    }

    public boolean isNotFound() {
        return status == 404;
    }

    public boolean isConflict() {
        return status == 409;
    }

    /** Whether the request may have had its effect nevertheless. */
    public boolean isOutcomeUnknown() {
        return status == 0 || status >= 500;
    }
}

package dev.davit.lifecycle;

import java.util.List;

/**
 * An error as clients see it (RFC 7807, SOL013 clause 6.3).
 *
 * @param title short; the HTTP reason phrase unless something more specific helps
 * @param status HTTP status code
 * @param detail what failed, where, what came back and what to do about it; never contains a secret
 * @param invalid the members of a request, or places in a package, that are wrong; may be empty
 */
public record ProblemDetails(String title, int status, String detail, List<Invalid> invalid) {

    /** @param field where, e.g. additionalParams.private_registry_installation_param.port_no @param reason what is wrong with it */
    public record Invalid(String field, String reason) {}

    public ProblemDetails {
        invalid = List.copyOf(invalid);
    }

    public static ProblemDetails of(int status, String title, String detail) {
        return new ProblemDetails(title, status, detail, List.of());
    }

    public static ProblemDetails badRequest(String field, String reason) {
        return new ProblemDetails("Bad Request", 400, field + ": " + reason, List.of(new Invalid(field, reason)));
    }

    /** Several members are wrong; all of them are named. */
    public static ProblemDetails badRequest(List<Invalid> invalid) {
        var lines = invalid.stream().map(p -> p.field() + ": " + p.reason()).toList();
        return new ProblemDetails("Bad Request", 400, String.join("; ", lines), invalid);
    }

    public static ProblemDetails notFound(String detail) {
        return of(404, "Not Found", detail);
    }

    public static ProblemDetails conflict(String detail) {
        return of(409, "Conflict", detail);
    }
}

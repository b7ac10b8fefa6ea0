package dev.davit.lab.nova;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Request;

/** Nova's 2.x that a request asks for. */
record Microversion(int minor) {
    static final int LATEST = 93;

    static Microversion of(Request request) {
        String wanted = request.header("OpenStack-API-Version")
                .filter(h -> h.startsWith("compute "))
                .map(h -> h.substring("compute ".length()))
                .or(() -> request.header("X-OpenStack-Nova-API-Version"))
                .orElse("2.1")
                .trim();
        if (wanted.equals("latest")) {
            return new Microversion(LATEST);
        }
        if (!wanted.matches("\\d{1,3}\\.\\d{1,4}")) {
            throw ApiException.badRequest(
                    "API Version String " + wanted + " is of invalid format. Must be of format MajorNum.MinorNum.");
        }
        int minor = Integer.parseInt(wanted.substring(wanted.indexOf('.') + 1));
        if (!wanted.startsWith("2.") || minor < 1 || minor > LATEST) {
            throw new ApiException(
                    406,
                    "computeFault",
                    "Version " + wanted + " is not supported by the API. Minimum is 2.1 and maximum is 2." + LATEST
                            + ".");
        }
        return new Microversion(minor);
    }

    @Override
    public String toString() {
        return "2." + minor;
    }
}

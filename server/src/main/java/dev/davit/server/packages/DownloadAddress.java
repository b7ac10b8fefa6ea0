package dev.davit.server.packages;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.outbound.Destination;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Which addresses upload_from_uri may fetch from: only http and https, and only where the server may be sent at all (see
 * {@link Destination}); loopback only when the operator allows it. Every redirect is checked too.
 */
final class DownloadAddress {
    private static final int MAX_LENGTH = 2048;

    private final boolean loopbackAllowed;

    DownloadAddress(boolean loopbackAllowed) {
        this.loopbackAllowed = loopbackAllowed;
    }

    /** The form, before the request is accepted. @throws ProblemException 400 */
    URI parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw refuse("must have at most " + MAX_LENGTH + " characters");
        }
        try {
            var uri = new URI(text);
            checkForm(uri);
            return uri;
        } catch (URISyntaxException e) {
            throw refuse("is not a URL: " + e.getReason());
        }
    }

    /** Form and place, before each connection. */
    void check(URI uri) throws UnknownHostException {
        checkForm(uri);
        Destination.refused(uri.getHost(), loopbackAllowed).ifPresent(address -> {
            throw refuse("leads to " + address
                    + ", which the server does not fetch from (loopback needs --allow-loopback-downloads)");
        });
    }

    private static void checkForm(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refuse("must begin with http:// or https://");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw refuse("names no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw refuse("must not hold a user name; use the members userName and password");
        }
    }

    private static ProblemException refuse(String reason) {
        return new ProblemException(ProblemDetails.badRequest("addressInformation", reason));
    }
}

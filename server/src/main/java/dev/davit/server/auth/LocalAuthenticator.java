package dev.davit.server.auth;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.server.rest.http.Access;
import dev.davit.server.rest.http.Authenticator;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For --no-auth: everybody is the same administrator. The server allows it on a loopback address only. The pages in this
 * machine's browsers are not everybody: a page of another site could send requests here, or have its name lead here (DNS
 * rebinding) and read the answers too. So a request must say that it is meant for this machine, and a page's request must
 * be one of our own pages.
 */
public final class LocalAuthenticator implements Authenticator {
    /** The project that owns what is made without authentication. */
    public static final String PROJECT = "local";

    private static final Caller LOCAL = new Caller(PROJECT, "local", true);
    private static final Pattern HOST = Pattern.compile("(\\[[^\\]]{1,64}\\]|[^:]{1,255})(?::[0-9]{1,5})?");

    private final Set<String> names = new HashSet<>(Set.of("localhost", "[::1]"));

    /**
     * @param bind what it listens on
     * @param publicUrl how clients reach the server
     */
    public LocalAuthenticator(String bind, Optional<String> publicUrl) {
        names.add(bind.toLowerCase(Locale.ROOT));
        publicUrl.map(URI::create).map(URI::getHost).ifPresent(host -> names.add(host.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void admit(Optional<String> host, Optional<String> origin) {
        host.filter(h -> !isOurs(h)).ifPresent(other -> {
            throw forbidden("Host: '" + other + "' is no name of this machine. Without authentication (--no-auth) only"
                    + " requests to localhost, a loopback address or the host of --public-url are taken.");
        });
        origin.filter(o -> !host.filter(h -> o.equals("http://" + h) || o.equals("https://" + h))
                        .isPresent())
                .ifPresent(other -> {
                    throw forbidden("Origin: pages of '" + other
                            + "' cannot use this server. Without authentication (--no-auth) any page that you visit"
                            + " could.");
                });
    }

    private boolean isOurs(String host) {
        Matcher shape = HOST.matcher(host.strip());
        if (!shape.matches()) {
            return false;
        }
        String name = shape.group(1).toLowerCase(Locale.ROOT);
        return names.contains(name) || name.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemDetails.of(403, "Forbidden", detail));
    }

    @Override
    public Caller authenticate(Optional<String> token, Access access) {
        return LOCAL;
    }
}

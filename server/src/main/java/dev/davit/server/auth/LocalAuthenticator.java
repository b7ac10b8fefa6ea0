package dev.davit.server.auth;

import dev.davit.lifecycle.engine.Caller;
import dev.davit.server.rest.http.Access;
import dev.davit.server.rest.http.Authenticator;
import java.util.Optional;

/** For --no-auth: everybody is the same administrator. The server allows it on a loopback address only. */
public final class LocalAuthenticator implements Authenticator {
    /** The project that owns what is made without authentication. */
    public static final String PROJECT = "local";

    private static final Caller LOCAL = new Caller(PROJECT, "local", true);

    @Override
    public Caller authenticate(Optional<String> token, Access access) {
        return LOCAL;
    }
}

package dev.davit.server.rest.http;

import dev.davit.lifecycle.engine.Caller;
import java.util.Optional;

/** Tells who a request comes from. */
public interface Authenticator {

    /**
     * Looks at where a request comes from, before its token.
     *
     * @param host the Host header
     * @param origin the Origin header, which browsers set when a page sends something
     * @throws dev.davit.lifecycle.ProblemException 403 when a request from there is not taken
     */
    default void admit(Optional<String> host, Optional<String> origin) {
        // A token is what no other page's request has.
    }

    /**
     * @param token the X-Auth-Token header
     * @throws dev.davit.lifecycle.ProblemException 401 when the token is missing or not valid, 403 when its roles do not
     *     allow this, 503 when Keystone cannot be asked
     */
    Caller authenticate(Optional<String> token, Access access);
}

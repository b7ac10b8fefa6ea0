package dev.davit.server.rest.http;

import dev.davit.lifecycle.engine.Caller;
import java.util.Optional;

/** Tells who a request comes from. */
public interface Authenticator {

    /**
     * @param token the X-Auth-Token header
     * @throws dev.davit.lifecycle.ProblemException 401 when the token is missing or not valid, 403 when its roles do not
     *     allow this, 503 when Keystone cannot be asked
     */
    Caller authenticate(Optional<String> token, Access access);
}

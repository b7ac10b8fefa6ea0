package dev.davit.server.rest.http;

/** What a caller must be to use a route. */
public enum Access {
    /** Anybody, also without a token. */
    OPEN,
    /** Any role in a project. */
    ANY_ROLE,
    /** Project role reader, member or admin. */
    READ,
    /** Project role member or admin. */
    CHANGE
}

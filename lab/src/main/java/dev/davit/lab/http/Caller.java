package dev.davit.lab.http;

/**
 * Who asks, in which project: the meaning of a token. The project is empty for an unscoped token.
 *
 * @param delegated whether the token is that of an application credential
 */
public record Caller(
        String userId, String userName, String projectId, String projectName, boolean admin, boolean delegated) {}

package dev.davit.lab.http;

/** Who asks, in which project: the meaning of a token. The project is empty for an unscoped token. */
public record Caller(String userId, String userName, String projectId, String projectName, boolean admin) {}

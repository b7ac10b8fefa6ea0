package dev.davit.lab.http;

/** Answers one kind of request. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request) throws Exception;
}

package dev.davit.server.rest.http;

import java.io.IOException;

/** One API operation. Refuses with {@link dev.davit.lifecycle.ProblemException}. */
@FunctionalInterface
public interface Handler {
    Answer answer(ApiRequest request) throws IOException;
}

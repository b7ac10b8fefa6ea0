package dev.davit.server.rest.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What an operation answers. */
public sealed interface Answer {

    int status();

    /** Header fields beside Content-Type and Content-Length. */
    Map<String, String> headers();

    record Json(int status, JsonNode body, Map<String, String> headers) implements Answer {
        public Json {
            headers = Map.copyOf(headers);
        }
    }

    record Empty(int status, Map<String, String> headers) implements Answer {
        public Empty {
            headers = Map.copyOf(headers);
        }
    }

    /** Bytes of a known length, written as they are read. */
    record Content(int status, String contentType, long length, Map<String, String> headers, Body body)
            implements Answer {
        public Content {
            headers = Map.copyOf(headers);
        }

        public Content with(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Content(status, contentType, length, more, body);
        }
    }

    /** Server-sent events, until the feed returns. */
    record Events(EventFeed feed) implements Answer {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }
    }

    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    @FunctionalInterface
    interface EventFeed {
        void run(EventSink sink) throws InterruptedException;
    }

    /** Takes events for one client; throws an unchecked exception when the client has gone. */
    interface EventSink {
        void event(String id, JsonNode data);

        /** Keeps the connection alive, and finds out whether the client is still there. */
        void comment(String text);
    }

    static Json ok(JsonNode body) {
        return new Json(200, body, Map.of());
    }

    static Json created(JsonNode body, String location) {
        return new Json(201, body, Map.of("Location", location));
    }

    static Empty accepted() {
        return new Empty(202, Map.of());
    }

    static Empty accepted(String location) {
        return new Empty(202, Map.of("Location", location));
    }

    static Empty noContent() {
        return new Empty(204, Map.of());
    }

    static Content text(String contentType, byte[] bytes) {
        return new Content(200, contentType, bytes.length, Map.of(), out -> out.write(bytes));
    }
}

package dev.davit.lab.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.util.regex.Pattern;

/** Reads the engine's own words out of an exception of the client library. */
final class EngineError {
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private EngineError() {}

    static String text(DockerException e) {
        var whole = String.valueOf(e.getMessage());
        var matcher = MESSAGE.matcher(whole);
        return (matcher.find() ? matcher.group(1).replace("\\\"", "\"").replace("\\n", " ") : whole).strip();
    }
}

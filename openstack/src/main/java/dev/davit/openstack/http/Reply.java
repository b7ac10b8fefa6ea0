package dev.davit.openstack.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A service's answer. @param body at most {@link Transport#LARGEST_ANSWER} bytes */
public record Reply(int status, HttpHeaders headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as JSON; a missing node when it is none. */
    public JsonNode json() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}

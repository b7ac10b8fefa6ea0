package dev.davit.cli.vim;

import dev.davit.cli.Names;
import dev.davit.cli.Session;
import dev.davit.cli.output.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The server's VIMs. */
public final class Vims {
    private static final String VIMS = "/v1.0/vims";

    private final Session session;

    public Vims(Session session) {
        this.session = session;
    }

    /** Registers the cloud of the OS_* variables. */
    public JsonNode registerFromEnvironment(String name, boolean isDefault) {
        return register(new VimOptions()
                .registration(session.console())
                .put("name", name)
                .put("is_default", isDefault));
    }

    JsonNode register(ObjectNode vim) {
        return session.api().post(VIMS, wrapped(vim)).path("vim");
    }

    List<JsonNode> all() {
        return Json.elements(session.api().get(VIMS), "vims");
    }

    JsonNode find(String text) {
        return Names.find(all(), text, "VIM", "davit vim list", List.of("name"));
    }

    /** Holds credentials. */
    public String kubeconfig(String text) {
        return session.api().text("/davit/v1/vims/" + Json.text(find(text), "id") + "/kubeconfig", "application/yaml");
    }

    JsonNode change(String text, ObjectNode change) {
        return session.api().put(path(text), wrapped(change)).path("vim");
    }

    public void delete(String text) {
        session.api().delete(path(text));
    }

    private String path(String text) {
        return VIMS + "/" + Json.text(find(text), "id");
    }

    private static ObjectNode wrapped(ObjectNode vim) {
        ObjectNode body = Json.object();
        body.set("vim", vim);
        return body;
    }
}

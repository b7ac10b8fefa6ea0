package dev.davit.lab.keystone;

import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who exists: users admin and demo, projects admin and demo, domain Default. Everybody has the lab's one password. */
public final class Directory {
    /** @param roles on the projects, by project name */
    public record User(String id, String name, boolean admin, List<String> projects) {}

    public record Project(String id, String name) {}

    static final String DOMAIN = "default";
    private static final List<Project> PROJECTS =
            List.of(new Project(Ids.fixed("project:admin"), "admin"), new Project(Ids.fixed("project:demo"), "demo"));
    private static final List<User> USERS = List.of(
            new User(Ids.fixed("user:admin"), "admin", true, List.of("admin", "demo")),
            new User(Ids.fixed("user:demo"), "demo", false, List.of("demo")));

    private Directory() {}

    public static List<Project> projects() {
        return PROJECTS;
    }

    static List<User> users() {
        return USERS;
    }

    /** By id, or by name in the domain Default. */
    static Optional<User> user(JsonNode ref) {
        return USERS.stream().filter(u -> refers(ref, u.id(), u.name())).findFirst();
    }

    static Optional<Project> project(JsonNode ref) {
        return PROJECTS.stream().filter(p -> refers(ref, p.id(), p.name())).findFirst();
    }

    static Optional<User> user(String id) {
        return USERS.stream().filter(u -> u.id().equals(id)).findFirst();
    }

    static Optional<Project> project(String id) {
        return PROJECTS.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    private static boolean refers(JsonNode ref, String id, String name) {
        JsonNode domain = ref.path("domain");
        boolean inDefault = Json.text(domain, "id", DOMAIN).equals(DOMAIN)
                && Json.text(domain, "name", "Default").equalsIgnoreCase("Default");
        return Json.text(ref, "id")
                .map(id::equals)
                .orElseGet(() -> inDefault && Json.text(ref, "name", "").equals(name));
    }

    static ArrayNode roles(User user) {
        ArrayNode roles = Json.array();
        List<String> names = user.admin()
                ? List.of("admin", "member", "reader", "heat_stack_owner")
                : List.of("member", "reader", "heat_stack_owner");
        names.forEach(n -> roles.addObject().put("id", Ids.fixed("role:" + n)).put("name", n));
        return roles;
    }

    static ObjectNode show(User user) {
        return Json.object()
                .put("id", user.id())
                .put("name", user.name())
                .put("domain_id", DOMAIN)
                .put("enabled", true)
                .putNull("password_expires_at")
                .set("options", Json.object());
    }

    static ObjectNode show(Project project) {
        return Json.object()
                .put("id", project.id())
                .put("name", project.name())
                .put("domain_id", DOMAIN)
                .put("description", "")
                .put("enabled", true)
                .put("parent_id", DOMAIN)
                .put("is_domain", false)
                .set("tags", Json.array())
                .set("options", Json.object());
    }

    static ObjectNode domain() {
        return Json.object().put("id", DOMAIN).put("name", "Default");
    }
}

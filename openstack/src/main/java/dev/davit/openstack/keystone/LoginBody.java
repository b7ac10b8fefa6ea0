package dev.davit.openstack.keystone;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the body of Keystone v3's POST /auth/tokens: method password scoped to a project, or application credential. */
final class LoginBody {
    private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();

    private LoginBody() {}

    static ObjectNode of(ObjectNode authCred, ObjectNode vimProject) {
        var body = JSON.objectNode();
        var auth = body.putObject("auth");
        boolean application = !text(authCred, "application_credential_id").isEmpty()
                || !text(authCred, "application_credential_name").isEmpty();
        if (application) {
            auth.set("identity", applicationCredential(authCred));
        } else {
            auth.set("identity", password(authCred));
            auth.putObject("scope").set("project", project(vimProject));
        }
        return body;
    }

    private static ObjectNode password(ObjectNode authCred) {
        var user = user(authCred);
        user.put("password", required(authCred, "password"));
        return identity("password", JSON.objectNode().set("user", user));
    }

    /** An application credential carries its project, so there is no scope. */
    private static ObjectNode applicationCredential(ObjectNode authCred) {
        var credential = JSON.objectNode();
        String id = text(authCred, "application_credential_id");
        if (id.isEmpty()) {
            credential.put("name", text(authCred, "application_credential_name"));
            credential.set("user", user(authCred));
        } else {
            credential.put("id", id);
        }
        credential.put("secret", required(authCred, "application_credential_secret"));
        return identity("application_credential", credential);
    }

    private static ObjectNode user(ObjectNode authCred) {
        var user = JSON.objectNode();
        String id = text(authCred, "user_id");
        if (id.isEmpty()) {
            user.put("name", required(authCred, "username"));
            user.set("domain", domain(authCred, "user_domain_name", "user_domain_id"));
        } else {
            user.put("id", id);
        }
        return user;
    }

    private static ObjectNode project(ObjectNode vimProject) {
        var project = JSON.objectNode();
        String id = text(vimProject, "id");
        if (!id.isEmpty()) {
            return project.put("id", id);
        }
        String name = text(vimProject, "name");
        if (name.isEmpty()) {
            throw VimAccess.bad("vim_project.name", "is required (or vim_project.id): the project to work in");
        }
        return project.put("name", name).set("domain", domain(vimProject, "project_domain_name", "project_domain_id"));
    }

    private static ObjectNode domain(ObjectNode from, String nameMember, String idMember) {
        String id = text(from, idMember);
        if (!id.isEmpty()) {
            return JSON.objectNode().put("id", id);
        }
        String name = text(from, nameMember);
        return JSON.objectNode().put("name", name.isEmpty() ? "Default" : name);
    }

    private static ObjectNode identity(String method, ObjectNode value) {
        var identity = JSON.objectNode();
        identity.putArray("methods").add(method);
        return identity.set(method, value);
    }

    private static String required(ObjectNode authCred, String member) {
        String value = text(authCred, member);
        if (value.isEmpty()) {
            throw VimAccess.bad("auth_cred." + member, "is required to log in to the VIM");
        }
        return value;
    }

    /** A text member; empty when it is absent or null. */
    static String text(ObjectNode node, String member) {
        return node.path(member).asString("");
    }
}

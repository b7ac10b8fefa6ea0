package dev.davit.server.rest.vim;

import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.secret.Redaction;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.server.rest.json.Fields;
import dev.davit.server.rest.json.Violations;
import dev.davit.server.vims.KubernetesCredentials;
import dev.davit.server.vims.VimRegistry.Change;
import dev.davit.server.vims.VimRegistry.Registration;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code {"vim": {...}}}. Unlike the rest of the API this one refuses members that it does not know. */
final class VimParser {
    private static final Set<String> CHANGEABLE =
            Set.of("name", "description", "auth_cred", "vim_project", "is_default", "extra");
    private static final Set<String> ONCE = Set.of("type", "auth_url", "tenant_id");
    private static final int MAX_TEXT = 255;
    private static final int MAX_DESCRIPTION = 1024;
    private static final int MAX_TOKEN = 16 << 10;
    private static final int MAX_AUTHORITY = 64 << 10;
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private VimParser() {}

    static Registration registration(ObjectNode body, Caller caller) {
        var violations = new Violations();
        Fields vim = vim(body, violations);
        refuseOthers(vim, body, true);
        String type = vim.requiredIdentifier("type");
        String url = authUrl(vim, type);
        ObjectNode authCred = nonEmpty(vim, "auth_cred", true).orElseGet(() -> vim.object("auth_cred"));
        if (type.equals("openstack")) {
            checkOpenStack(vim.fields("auth_cred"));
        } else if (type.equals(KubernetesCredentials.TYPE)) {
            checkKubernetes(vim.fields("auth_cred"));
        }
        ObjectNode project = nonEmpty(vim, "vim_project", true).orElseGet(() -> vim.object("vim_project"));
        String name = vim.requiredIdentifier("name");
        String tenant = vim.identifier("tenant_id").orElse(caller.project());
        if (!caller.sees(tenant)) {
            vim.refuse("tenant_id", "only an admin can register a VIM for another project");
        }
        var registration = new Registration(
                tenant,
                name,
                vim.text("description", MAX_DESCRIPTION).orElse(""),
                type,
                url,
                authCred,
                project,
                vim.object("extra"),
                vim.bool("is_default").orElse(false));
        violations.throwIfAny();
        return registration;
    }

    /** @param old masked secrets in the request stand for its values */
    static Change change(ObjectNode body, RegisteredVim old) {
        var violations = new Violations();
        Fields vim = vim(body, violations);
        refuseOthers(vim, body, false);
        if (old.type().equals(KubernetesCredentials.TYPE)) {
            checkToken(vim.fields("auth_cred"));
        }
        var change = new Change(
                vim.identifier("name"),
                vim.text("description", MAX_DESCRIPTION),
                nonEmpty(vim, "auth_cred", false).map(given -> merged(old.authCred(), given)),
                nonEmpty(vim, "vim_project", false),
                vim.value("extra").map(v -> vim.object("extra")),
                vim.bool("is_default"));
        violations.throwIfAny();
        return change;
    }

    private static Fields vim(ObjectNode body, Violations violations) {
        Fields root = Fields.of(body, violations);
        root.required("vim", Optional.of(""));
        return root.fields("vim");
    }

    private static void refuseOthers(Fields vim, ObjectNode body, boolean creating) {
        if (body.get("vim") instanceof ObjectNode members) {
            for (String name : members.propertyNames()) {
                if (ONCE.contains(name) && !creating) {
                    vim.refuse(name, "cannot be changed");
                } else if (!ONCE.contains(name) && !CHANGEABLE.contains(name)) {
                    vim.refuse(name, "is not an attribute that can be given");
                }
            }
        }
    }

    private static Optional<ObjectNode> nonEmpty(Fields vim, String name, boolean required) {
        if (required) {
            vim.required(name, Optional.of(""));
        }
        return vim.value(name).flatMap(value -> {
            ObjectNode object = vim.object(name);
            if (value.isObject() && object.isEmpty()) {
                vim.refuse(name, "must not be empty");
            }
            return value.isObject() ? Optional.of(object) : Optional.empty();
        });
    }

    private static void checkOpenStack(Fields authCred) {
        authCred.required("username", authCred.text("username", MAX_TEXT));
        authCred.required("password", authCred.text("password", MAX_TEXT));
        authCred.text("user_domain_name", MAX_TEXT);
        authCred.value("cert_verify").ifPresent(verify -> {
            if (!Set.of("True", "False", "true", "false").contains(verify.asString(""))) {
                authCred.refuse("cert_verify", "must be \"True\" or \"False\"");
            }
        });
    }

    private static void checkKubernetes(Fields authCred) {
        authCred.required(KubernetesCredentials.TOKEN, authCred.text(KubernetesCredentials.TOKEN, MAX_TOKEN));
        checkToken(authCred);
    }

    private static void checkToken(Fields authCred) {
        authCred.text(KubernetesCredentials.AUTHORITY, MAX_AUTHORITY);
        authCred.text(KubernetesCredentials.TOKEN, MAX_TOKEN)
                .filter(token -> !TOKEN.matcher(token).matches())
                .ifPresent(token -> authCred.refuse(
                        KubernetesCredentials.TOKEN, "must be one line without spaces, as Kubernetes issues them"));
    }

    /** For OpenStack the URL of Keystone's version 3. */
    private static String authUrl(Fields vim, String type) {
        String text = vim.requiredText("auth_url", 2048);
        if (text.isEmpty()) {
            return text;
        }
        try {
            var uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                vim.refuse("auth_url", "must be a URL such as http://controller:5000/v3, without user name and query");
                return text;
            }
        } catch (URISyntaxException e) {
            vim.refuse("auth_url", "is not a URL: " + e.getReason());
            return text;
        }
        String plain = text.replaceAll("/+$", "");
        return type.equals("openstack") && !plain.endsWith("/v3") ? plain + "/v3" : plain;
    }

    private static ObjectNode merged(ObjectNode old, ObjectNode given) {
        ObjectNode result = old.deepCopy();
        given.properties().forEach(entry -> {
            boolean masked = entry.getValue().isString()
                    && entry.getValue().stringValue().equals(Redaction.MASK)
                    && old.has(entry.getKey());
            if (!masked) {
                result.set(entry.getKey(), entry.getValue());
            }
        });
        return result;
    }
}

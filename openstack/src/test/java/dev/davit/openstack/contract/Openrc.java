package dev.davit.openstack.contract;

import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.openstack.Vims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The variables of an openrc file, which is a shell script, so a shell reads it. */
record Openrc(Map<String, String> variables) {

    static Openrc read(String file) {
        try {
            var builder = new ProcessBuilder("sh", "-c", ". \"$0\" >/dev/null 2>&1 </dev/null; env -0", file);
            builder.redirectErrorStream(true);
            Process shell = builder.start();
            String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var variables = new HashMap<String, String>();
            for (String entry : text.split("\0")) {
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    variables.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
            return new Openrc(variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String value(String name, String otherwise) {
        return variables.getOrDefault(name, otherwise);
    }

    RegisteredVim vim() {
        ObjectNode cred = JsonMapper.shared().createObjectNode();
        ObjectNode project = JsonMapper.shared().createObjectNode();
        copy("OS_USERNAME", cred, "username");
        copy("OS_PASSWORD", cred, "password");
        copy("OS_USER_DOMAIN_NAME", cred, "user_domain_name");
        copy("OS_USER_DOMAIN_ID", cred, "user_domain_id");
        copy("OS_APPLICATION_CREDENTIAL_ID", cred, "application_credential_id");
        copy("OS_APPLICATION_CREDENTIAL_SECRET", cred, "application_credential_secret");
        authority(cred);
        copy("OS_PROJECT_NAME", project, "name");
        copy("OS_PROJECT_ID", project, "id");
        copy("OS_PROJECT_DOMAIN_NAME", project, "project_domain_name");
        copy("OS_PROJECT_DOMAIN_ID", project, "project_domain_id");
        return Vims.vim(value("OS_AUTH_URL", ""), cred.toString(), project.toString());
    }

    private void authority(ObjectNode cred) {
        if (value("OS_INSECURE", "").equalsIgnoreCase("true")) {
            cred.put("cert_verify", "False");
        } else if (!value("OS_CACERT", "").isEmpty()) {
            try {
                cred.put("ssl_ca_cert", Files.readString(Path.of(value("OS_CACERT", ""))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void copy(String name, ObjectNode to, String member) {
        if (!value(name, "").isEmpty()) {
            to.put(member, value(name, ""));
        }
    }
}

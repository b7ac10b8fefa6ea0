package dev.davit.cli.vim;

import dev.davit.cli.CliException;
import dev.davit.cli.output.Console;
import dev.davit.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** How to reach an OpenStack and as whom: options first, then the file, then the OS_* variables. */
final class VimOptions {
    @Option(names = "--config-file", paramLabel = "FILE", description = "YAML, as 'openstack vim register' reads it.")
    private Path configFile;

    @Option(names = "--auth-url", paramLabel = "URL", description = "Keystone of the cloud (OS_AUTH_URL).")
    private String authUrl;

    @Option(names = "--username", paramLabel = "NAME", description = "User in the cloud (OS_USERNAME).")
    private String username;

    @Option(
            names = "--password",
            interactive = true,
            description = "Ask for the password here (default: from the file, or OS_PASSWORD).")
    private char[] password;

    @Option(names = "--project", paramLabel = "NAME", description = "Project that VNFs are built in (OS_PROJECT_NAME).")
    private String project;

    @Option(
            names = "--user-domain",
            paramLabel = "NAME",
            description = "Domain of the user (OS_USER_DOMAIN_NAME, or Default).")
    private String userDomain;

    @Option(
            names = "--project-domain",
            paramLabel = "NAME",
            description = "Domain of the project (OS_PROJECT_DOMAIN_NAME, or Default).")
    private String projectDomain;

    @Option(names = "--insecure", description = "Do not check the cloud's certificate.")
    private boolean insecure;

    /** A whole registration; everything must be known. */
    ObjectNode registration(Console console) {
        Map<String, String> file = file();
        ObjectNode vim = Json.object();
        String type = file.getOrDefault("type", "openstack");
        vim.put("type", type);
        vim.put(
                "auth_url",
                need("--auth-url", value(authUrl, file, "auth_url").or(() -> console.variable("OS_AUTH_URL"))));
        if (type.equals("kubernetes")) {
            return kubernetes(vim, file);
        }
        vim.putObject("auth_cred")
                .put(
                        "username",
                        need("--username", value(username, file, "username").or(() -> console.variable("OS_USERNAME"))))
                .put("password", need("--password", password(file).or(() -> console.variable("OS_PASSWORD"))))
                .put(
                        "user_domain_name",
                        value(userDomain, file, "user_domain_name")
                                .or(() -> console.variable("OS_USER_DOMAIN_NAME"))
                                .orElse("Default"))
                .put("cert_verify", insecure ? "False" : file.getOrDefault("cert_verify", "True"));
        vim.putObject("vim_project")
                .put(
                        "name",
                        need(
                                "--project",
                                value(project, file, "project_name").or(() -> console.variable("OS_PROJECT_NAME"))))
                .put(
                        "project_domain_name",
                        value(projectDomain, file, "project_domain_name")
                                .or(() -> console.variable("OS_PROJECT_DOMAIN_NAME"))
                                .orElse("Default"));
        return vim;
    }

    /** A cluster has no users and projects, but a token; that comes from the file, not from the command line. */
    private static ObjectNode kubernetes(ObjectNode vim, Map<String, String> file) {
        ObjectNode credentials = vim.putObject("auth_cred");
        credentials.put("bearer_token", need("bearer_token in --config-file", value(null, file, "bearer_token")));
        value(null, file, "ssl_ca_cert").ifPresent(pem -> credentials.put("ssl_ca_cert", pem));
        vim.putObject("vim_project").put("name", file.getOrDefault("project_name", "default"));
        return vim;
    }

    /** Only what was given. */
    ObjectNode change() {
        if (authUrl != null) {
            throw CliException.usage("The --auth-url of a VIM cannot be changed; register another VIM.");
        }
        Map<String, String> file = file();
        ObjectNode credentials = Json.object();
        value(username, file, "username").ifPresent(value -> credentials.put("username", value));
        password(file).ifPresent(value -> credentials.put("password", value));
        value(userDomain, file, "user_domain_name").ifPresent(value -> credentials.put("user_domain_name", value));
        for (String member : List.of("bearer_token", "ssl_ca_cert")) {
            value(null, file, member).ifPresent(value -> credentials.put(member, value));
        }
        ObjectNode projectThere = Json.object();
        value(project, file, "project_name").ifPresent(value -> projectThere.put("name", value));
        value(projectDomain, file, "project_domain_name")
                .ifPresent(value -> projectThere.put("project_domain_name", value));
        ObjectNode change = Json.object();
        if (!credentials.isEmpty()) {
            change.set("auth_cred", credentials);
        }
        if (!projectThere.isEmpty()) {
            change.set("vim_project", projectThere);
        }
        return change;
    }

    private Optional<String> password(Map<String, String> file) {
        return password != null ? Optional.of(new String(password)) : Optional.ofNullable(file.get("password"));
    }

    private static Optional<String> value(String option, Map<String, String> file, String key) {
        return Optional.ofNullable(option).or(() -> Optional.ofNullable(file.get(key)));
    }

    private static String need(String option, Optional<String> value) {
        return value.orElseThrow(() -> CliException.usage(
                "Missing " + option + ".",
                "Options, --config-file or the OS_* variables must say which cloud and which user."));
    }

    private Map<String, String> file() {
        if (configFile == null) {
            return Map.of();
        }
        try {
            Object yaml = new Load(LoadSettings.builder()
                            .setLabel(configFile.toString())
                            .build())
                    .loadFromString(Files.readString(configFile));
            Map<String, String> values = new LinkedHashMap<>();
            if (yaml instanceof Map<?, ?> map) {
                map.forEach((key, value) -> values.put(String.valueOf(key), capitalised(value)));
            }
            return values;
        } catch (IOException e) {
            throw CliException.usage("Cannot read " + configFile + ": " + e.getMessage());
        } catch (YamlEngineException e) {
            throw CliException.usage(configFile + ": no YAML: " + e.getMessage());
        }
    }

    /** The API wants Python's spelling of truth ("True"), which people write without quotes too. */
    private static String capitalised(Object value) {
        return value instanceof Boolean truth ? (truth ? "True" : "False") : String.valueOf(value);
    }
}

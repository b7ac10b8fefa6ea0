package dev.davit.cli.connection;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A user of Keystone, as the OS_* variables of OpenStack's clients (an openrc file) name one.
 *
 * @param authUrl root of Keystone's v3 API
 * @param token when there is one already, instead of the password
 */
public record Credentials(
        URI authUrl,
        String username,
        String password,
        String userDomain,
        String project,
        String projectDomain,
        Optional<String> token,
        Optional<String> region) {

    /** @return empty when there is no OS_AUTH_URL */
    static Optional<Credentials> from(Map<String, String> variables) {
        return Optional.ofNullable(variables.get("OS_AUTH_URL"))
                .filter(url -> !url.isBlank())
                .map(url -> {
                    String domain = variables.getOrDefault("OS_DEFAULT_DOMAIN", "Default");
                    return new Credentials(
                            v3(url),
                            variables.getOrDefault("OS_USERNAME", ""),
                            variables.getOrDefault("OS_PASSWORD", ""),
                            variables.getOrDefault("OS_USER_DOMAIN_NAME", domain),
                            variables.getOrDefault("OS_PROJECT_NAME", ""),
                            variables.getOrDefault("OS_PROJECT_DOMAIN_NAME", domain),
                            Optional.ofNullable(variables.get("OS_TOKEN")),
                            Optional.ofNullable(variables.get("OS_REGION_NAME")));
                });
    }

    private static URI v3(String url) {
        String root = url.replaceAll("/+$", "");
        return URI.create(root.endsWith("/v3") ? root : root + "/v3");
    }

    @Override
    public String toString() {
        return username + " in project " + project + " at " + authUrl;
    }
}

package dev.davit.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** How to log in to a cloud: the OS_ variables of an openrc file. */
public record Openrc(Map<String, String> variables) {

    /** Reads a file, which is a shell script, so a shell reads it. */
    public static Openrc read(String file) {
        try {
            var shell = new ProcessBuilder("sh", "-c", ". \"$0\" >/dev/null 2>&1 </dev/null; env -0", file).start();
            String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var variables = new TreeMap<String, String>();
            for (String entry : text.split("\0")) {
                int equals = entry.indexOf('=');
                if (entry.startsWith("OS_") && equals > 0 || entry.startsWith("DAVIT_TEST_")) {
                    variables.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
            variables.computeIfPresent("OS_AUTH_URL", (name, url) -> withVersion(url));
            return new Openrc(variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Many files leave the version out, for the stock client to find it. */
    private static String withVersion(String url) {
        String address = url.replaceAll("/+$", "");
        return address.endsWith("/v3") ? address : address + "/v3";
    }

    /** A user of domain Default with a password. */
    public static Openrc of(String keystoneUrl, String user, String password, String project) {
        return new Openrc(Map.of(
                "OS_AUTH_URL",
                keystoneUrl,
                "OS_USERNAME",
                user,
                "OS_PASSWORD",
                password,
                "OS_PROJECT_NAME",
                project,
                "OS_USER_DOMAIN_NAME",
                "Default",
                "OS_PROJECT_DOMAIN_NAME",
                "Default",
                "OS_IDENTITY_API_VERSION",
                "3",
                "OS_REGION_NAME",
                "RegionOne"));
    }

    public String value(String name, String otherwise) {
        return variables.getOrDefault(name, otherwise);
    }
}

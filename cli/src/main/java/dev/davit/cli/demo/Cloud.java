package dev.davit.cli.demo;

import dev.davit.cli.output.Console;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the demo's server and lab are, and who uses them: the variables of an openrc file. */
record Cloud(URI server, URI lab) {
    private static final String USER = "admin";

    static Cloud at(int serverPort, int labPort) {
        return new Cloud(URI.create("http://127.0.0.1:" + serverPort), URI.create("http://127.0.0.1:" + labPort));
    }

    String keystone() {
        return lab + "/identity/v3";
    }

    Map<String, String> variables(Console console) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("OS_AUTH_URL", keystone());
        variables.put("OS_USERNAME", USER);
        variables.put("OS_PASSWORD", console.variable("DAVIT_LAB_PASSWORD").orElse("secret"));
        variables.put("OS_PROJECT_NAME", USER);
        variables.put("OS_USER_DOMAIN_NAME", "Default");
        variables.put("OS_PROJECT_DOMAIN_NAME", "Default");
        variables.put("OS_REGION_NAME", "RegionOne");
        variables.put("OS_IDENTITY_API_VERSION", "3");
        return variables;
    }

    /** A file to source in a shell. */
    static String openrc(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(entry ->
                        "export " + entry.getKey() + "='" + entry.getValue().replace("'", "'\\''") + "'\n")
                .collect(Collectors.joining("", "# The demo's cloud, for 'openstack' and 'davit': . this file\n", ""));
    }
}

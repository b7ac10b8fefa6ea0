package dev.davit.driver.vm;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What os-release(5) says of a machine. @param id e.g. ubuntu @param version e.g. 22.04 @param prettyName for people */
public record OperatingSystem(String id, String version, String prettyName) {
    private static final Set<String> ARCHITECTURES = Set.of("x86_64", "aarch64");
    public static final String KNOWN = "Ubuntu 20.04 to 26.04 and Debian 11 to 13, on x86_64 or aarch64";

    public static OperatingSystem parse(String osRelease) {
        Map<String, String> values = new HashMap<>();
        osRelease.lines().map(String::strip).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
            }
        });
        String id = values.getOrDefault("ID", "unknown");
        String version = values.getOrDefault("VERSION_ID", "");
        return new OperatingSystem(id, version, values.getOrDefault("PRETTY_NAME", (id + " " + version).strip()));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.endsWith(value.substring(0, 1));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    public boolean isKnown(String architecture) {
        return ARCHITECTURES.contains(architecture)
                && switch (id) {
                    case "ubuntu" ->
                        version.matches("[0-9]{2}\\.[0-9]{2}")
                                && version.compareTo("20.04") >= 0
                                && version.compareTo("26.04") <= 0;
                    case "debian" -> Set.of("11", "12", "13").contains(version);
                    default -> false;
                };
    }
}

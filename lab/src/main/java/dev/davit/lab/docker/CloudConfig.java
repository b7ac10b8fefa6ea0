package dev.davit.lab.docker;

import dev.davit.lab.hypervisor.HypervisorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The part of cloud-init's {@code #cloud-config} that the lab's guests understand. {@code password} is for the guest's
 * default users, ubuntu and debian.
 *
 * @param logins users and their passwords, plain or hashed as in crypt(3)
 * @param sshPasswordLogin whether sshd takes passwords; empty leaves the image's setting (it does)
 * @param commands argument lists of {@code runcmd}; an entry that is a text is a shell command, as cloud-init has it
 * @param ignored keys that have no effect here
 */
record CloudConfig(
        Optional<String> hostname,
        List<Login> logins,
        Optional<Boolean> sshPasswordLogin,
        List<String> authorizedKeys,
        List<List<String>> commands,
        List<String> ignored) {
    static final List<String> DEFAULT_USERS = List.of("ubuntu", "debian");
    private static final Set<String> USERS = Set.of("ubuntu", "debian", "root");
    private static final Set<String> KEYS = Set.of(
            "password",
            "chpasswd",
            "ssh_pwauth",
            "ssh_authorized_keys",
            "hostname",
            "fqdn",
            "preserve_hostname",
            "runcmd");
    private static final Pattern HASH = Pattern.compile("\\$(1|2[abxy]|5|6|y)\\$.+");

    /** The password is not part of the text form. */
    record Login(String user, String password) {
        Login {
            if (password.isEmpty() || password.chars().anyMatch(Character::isISOControl)) {
                throw new HypervisorException(
                        "user data: the password of " + user + " is empty or has control characters");
            }
        }

        boolean hashed() {
            return HASH.matcher(password).matches();
        }

        @Override
        public String toString() {
            return user + ":***";
        }
    }

    static CloudConfig parse(String text) {
        var settings = LoadSettings.builder()
                .setMaxAliasesForCollections(20)
                .setCodePointLimit(1 << 16)
                .build();
        final Object document;
        try {
            document = new Load(settings).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new HypervisorException("user data: the #cloud-config is no YAML: " + e.getMessage(), e);
        }
        if (document == null) {
            return new CloudConfig(Optional.empty(), List.of(), Optional.empty(), List.of(), List.of(), List.of());
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw new HypervisorException("user data: a #cloud-config is a mapping of keys to values");
        }
        var ignored = new ArrayList<>(map.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !KEYS.contains(key))
                .toList());
        return new CloudConfig(
                Optional.ofNullable(map.get("hostname")).map(String::valueOf),
                logins(map, ignored),
                Optional.ofNullable(map.get("ssh_pwauth")).flatMap(CloudConfig::truth),
                list(map.get("ssh_authorized_keys"), "ssh_authorized_keys").stream()
                        .map(CloudConfig::line)
                        .toList(),
                list(map.get("runcmd"), "runcmd").stream()
                        .map(CloudConfig::command)
                        .toList(),
                List.copyOf(ignored));
    }

    private static List<Login> logins(Map<?, ?> map, List<String> ignored) {
        var logins = new ArrayList<Login>();
        if (map.get("password") != null) {
            DEFAULT_USERS.forEach(user -> logins.add(new Login(user, String.valueOf(map.get("password")))));
        }
        if (map.get("chpasswd") instanceof Map<?, ?> chpasswd) {
            for (var line : chpasswdLines(chpasswd)) {
                var colon = line.indexOf(':');
                if (colon < 1) {
                    throw new HypervisorException("user data: chpasswd.list has a line that is not user:password");
                }
                addLogin(logins, line.substring(0, colon), line.substring(colon + 1), ignored);
            }
            for (var entry : list(chpasswd.get("users"), "chpasswd.users")) {
                if (entry instanceof Map<?, ?> user && user.get("name") != null && user.get("password") != null) {
                    addLogin(logins, String.valueOf(user.get("name")), String.valueOf(user.get("password")), ignored);
                }
            }
        }
        return List.copyOf(logins);
    }

    private static List<String> chpasswdLines(Map<?, ?> chpasswd) {
        return chpasswd.get("list") instanceof String text
                ? text.lines().filter(line -> !line.isBlank()).toList()
                : list(chpasswd.get("list"), "chpasswd.list").stream()
                        .map(String::valueOf)
                        .toList();
    }

    private static void addLogin(List<Login> logins, String user, String password, List<String> ignored) {
        if (USERS.contains(user)) {
            logins.add(new Login(user, password));
        } else {
            ignored.add("chpasswd for the unknown user " + user.replaceAll("[^A-Za-z0-9_.-]", "?"));
        }
    }

    private static Optional<Boolean> truth(Object value) {
        return switch (String.valueOf(value).toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "1" -> Optional.of(true);
            case "false", "no", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static List<String> command(Object entry) {
        var words = entry instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of("sh", "-c", String.valueOf(entry));
        if (words.isEmpty() || words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new HypervisorException("user data: runcmd has an entry that is empty or has a NUL in it");
        }
        return words;
    }

    private static String line(Object value) {
        var text = String.valueOf(value).strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new HypervisorException("user data: ssh_authorized_keys has an entry of more than one line");
        }
        return text;
    }

    private static List<?> list(Object value, String key) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw new HypervisorException("user data: " + key + " is to be a list");
        };
    }
}

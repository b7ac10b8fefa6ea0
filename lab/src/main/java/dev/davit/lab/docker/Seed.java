package dev.davit.lab.docker;

import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.hypervisor.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the guest's first boot reads: files below /etc/davit/seed, laid down before the server starts. They hold data
 * only; the guest never reads any of it as shell text, but for the user data that is a script.
 *
 * @param hostname as in the user data, else made of the server's name
 * @param warnings what of the user data has no effect here
 */
record Seed(String hostname, FileTree files, List<String> warnings) {
    private static final String DIRECTORY = "/etc/davit/seed/";
    /** As Nova's. */
    private static final int LONGEST_USER_DATA = 65_535;

    /** @param nics one line per NIC: address, MAC, gateway */
    static Seed of(ServerSpec spec, List<String> nics, HostSystem host, FileTree access) {
        var files = access.under(DIRECTORY + "root");
        var warnings = new ArrayList<String>();
        files.put(DIRECTORY + "nics", String.join("\n", nics) + "\n", 0600);
        host.resolvConf()
                .ifPresentOrElse(
                        text -> files.put(DIRECTORY + "resolv.conf", text, 0644),
                        () -> warnings.add(
                                "this machine only has loopback name servers, which containers inside a server"
                                        + " cannot use"));
        var keys = new ArrayList<String>();
        spec.publicKey()
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .ifPresent(keys::add);
        var hostname = spec.name();
        var userData = spec.userData().filter(text -> !text.isBlank()).orElse("");
        if (userData.length() > LONGEST_USER_DATA) {
            throw new HypervisorException("The user data has " + userData.length() + " characters; at most "
                    + LONGEST_USER_DATA + " are possible");
        }
        if (userData.startsWith("#!")) {
            files.put(DIRECTORY + "user-data", userData, 0700);
        } else if (userData.startsWith("#cloud-config")) {
            var config = CloudConfig.parse(userData);
            add(files, config);
            keys.addAll(config.authorizedKeys());
            hostname = config.hostname().orElse(hostname);
            config.ignored().forEach(key -> warnings.add("user data: no effect here: " + key));
        } else if (!userData.isEmpty()) {
            warnings.add("user data: neither a script (#!) nor a #cloud-config; it has no effect");
        }
        if (!keys.isEmpty()) {
            files.put(DIRECTORY + "authorized_keys", String.join("\n", keys) + "\n", 0600);
        }
        return new Seed(sanitized(hostname), files, List.copyOf(warnings));
    }

    private static void add(FileTree files, CloudConfig config) {
        addLogins(
                files,
                "passwords",
                config.logins().stream().filter(login -> !login.hashed()).toList());
        addLogins(
                files,
                "passwords.hashed",
                config.logins().stream().filter(CloudConfig.Login::hashed).toList());
        if (config.sshPasswordLogin().filter(allowed -> !allowed).isPresent()) {
            files.put(DIRECTORY + "no-password-login", "", 0644);
        }
        for (int n = 0; n < config.commands().size(); n++) {
            files.put(
                    DIRECTORY + "runcmd/%04d".formatted(n),
                    String.join("\0", config.commands().get(n)) + "\0",
                    0600);
        }
    }

    private static void addLogins(FileTree files, String name, List<CloudConfig.Login> logins) {
        if (!logins.isEmpty()) {
            var lines = logins.stream()
                    .map(login -> login.user() + ":" + login.password() + "\n")
                    .toList();
            files.put(DIRECTORY + name, String.join("", lines), 0600);
        }
    }

    /** As Nova makes a host name of a server's name. */
    static String sanitized(String name) {
        var text = name.replaceAll("[ _]", "-").replaceAll("[^A-Za-z0-9.-]", "").replaceAll("^[.-]+|[.-]+$", "");
        var first = text.substring(0, Math.min(63, text.length())).replaceAll("[.-]+$", "");
        return first.isEmpty() ? "server" : first;
    }
}

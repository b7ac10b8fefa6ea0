package dev.davit.lab.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this machine says about itself that its guests need as well: its release, name servers, certification authorities
 * and the way its apt takes to the distribution's packages. Everything is read below a root directory.
 */
final class HostSystem {
    private final Path root;
    private final Map<String, String> environment;

    HostSystem(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = Map.copyOf(environment);
    }

    static HostSystem here() {
        return new HostSystem(Path.of("/"), System.getenv());
    }

    /** @param id debian or ubuntu, say @param codename bookworm, say */
    record Release(String id, String codename) {
        @Override
        public String toString() {
            return id + " " + codename;
        }
    }

    Optional<Release> release() {
        var fields = lines("etc/os-release").stream()
                .filter(line -> line.contains("="))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1].replace("\"", ""), (one, other) -> one));
        return fields.containsKey("ID") && fields.containsKey("VERSION_CODENAME")
                ? Optional.of(new Release(fields.get("ID"), fields.get("VERSION_CODENAME")))
                : Optional.empty();
    }

    /**
     * A resolv.conf with name servers that can be reached from inside a guest, and from containers inside it: not this
     * machine's loopback ones. Empty where this machine has no other.
     */
    Optional<String> resolvConf() {
        return Stream.of("etc/resolv.conf", "run/systemd/resolve/resolv.conf")
                .map(this::lines)
                .map(HostSystem::reachableServers)
                .filter(lines -> lines.stream().anyMatch(line -> line.startsWith("nameserver")))
                .map(lines -> String.join("\n", lines) + "\n")
                .findFirst();
    }

    private static List<String> reachableServers(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("search ")
                        || line.startsWith("options ")
                        || line.matches("nameserver\\s+(?!127\\.|::1|fe80)\\S+"))
                .toList();
    }

    /** Certification authorities that were added to this machine; where there are none, its guests need none. */
    FileTree authorities() {
        var tree = new FileTree();
        var directory = root.resolve("usr/local/share/ca-certificates");
        for (var file : list(directory, ".crt")) {
            add(tree, file, 0644);
        }
        var bundle = root.resolve("etc/ssl/certs/ca-certificates.crt");
        if (!tree.isEmpty() && Files.isRegularFile(bundle)) {
            add(tree, bundle, 0644);
        }
        return tree;
    }

    /** Proxy settings of this process's environment, both spellings. */
    Map<String, String> proxies() {
        var proxies = new TreeMap<String, String>();
        for (var name : List.of("http_proxy", "https_proxy", "no_proxy")) {
            Stream.of(name, name.toUpperCase(Locale.ROOT))
                    .map(environment::get)
                    .filter(value -> value != null && !value.isBlank())
                    .findFirst()
                    .ifPresent(value -> proxies.put(name, value));
        }
        return proxies;
    }

    Path path(String relative) {
        return root.resolve(relative);
    }

    List<String> lines(String relative) {
        var file = root.resolve(relative);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot read " + file, e);
        }
    }

    List<Path> list(Path directory, String... endings) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(Files::isReadable)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot read " + directory, e);
        }
    }

    void add(FileTree tree, Path file, int mode) {
        try {
            tree.put("/" + root.relativize(file), Files.readAllBytes(file), mode);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot read " + file, e);
        }
    }
}

package dev.davit.lab.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The way this machine's apt takes to the packages of its own release (sources, keys, logins, {@code Acquire} options such
 * as a proxy), as files for a system of the same release. Sources of other parties are left out: a guest needs none, and
 * one that fails would fail the guest's {@code apt-get update}.
 */
final class AptAccess {
    private static final int LARGEST_FILE = 1 << 20;
    private static final Pattern ACQUIRE = Pattern.compile("(Acquire::[^ ]+) \"(.*)\";");
    private static final Pattern FILE_NAME = Pattern.compile("(?:[Ss]igned-[Bb]y\\s*[:=]\\s*)(/\\S+?)(?=[\\s,\\]]|$)");

    private final HostSystem host;

    AptAccess(HostSystem host) {
        this.host = host;
    }

    FileTree files() {
        var release =
                host.release().orElseThrow(() -> new IllegalStateException("This machine has no /etc/os-release"));
        var tree = new FileTree();
        var lines = new ArrayList<String>();
        var stanzas = new ArrayList<String>();
        host.lines("etc/apt/sources.list").forEach(lines::add);
        host.list(host.path("etc/apt/sources.list.d"), ".list")
                .forEach(file -> lines.addAll(host.lines("etc/apt/sources.list.d/" + file.getFileName())));
        host.list(host.path("etc/apt/sources.list.d"), ".sources")
                .forEach(file -> stanzas.addAll(stanzas(host.lines("etc/apt/sources.list.d/" + file.getFileName()))));
        lines.removeIf(line -> !isOwnLine(line, release.codename()));
        stanzas.removeIf(stanza -> !isOwnStanza(stanza, release.codename()));
        if (!lines.isEmpty()) {
            tree.put("/etc/apt/sources.list", String.join("\n", lines) + "\n", 0644);
        }
        if (!stanzas.isEmpty()) {
            tree.put("/etc/apt/sources.list.d/guest.sources", String.join("\n\n", stanzas) + "\n", 0644);
        }
        lines.forEach(text -> addNamedKeys(tree, text));
        stanzas.forEach(text -> addNamedKeys(tree, text));
        host.list(host.path("etc/apt/trusted.gpg.d"), ".gpg", ".asc").forEach(file -> host.add(tree, file, 0644));
        host.list(host.path("etc/apt/auth.conf.d"), ".conf").forEach(file -> host.add(tree, file, 0600));
        var options = options(tree);
        if (!options.isEmpty()) {
            tree.put("/etc/apt/apt.conf.d/90guest", options, 0644);
        }
        return tree;
    }

    private static List<String> stanzas(List<String> lines) {
        var text = String.join(
                "\n", lines.stream().filter(line -> !line.startsWith("#")).toList());
        return Arrays.stream(text.split("\n\\s*\n"))
                .map(String::strip)
                .filter(stanza -> !stanza.isEmpty())
                .toList();
    }

    private static boolean isOwnLine(String line, String codename) {
        var words = line.replaceFirst("\\[[^]]*]", "").strip().split("\\s+");
        return words.length >= 4
                && words[0].equals("deb")
                && isOwn(words[2], codename)
                && Arrays.asList(words).subList(3, words.length).contains("main");
    }

    private static boolean isOwnStanza(String stanza, String codename) {
        return fieldWords(stanza, "Types").contains("deb")
                && !fieldWords(stanza, "Enabled").contains("no")
                && fieldWords(stanza, "Suites").stream().anyMatch(suite -> isOwn(suite, codename))
                && fieldWords(stanza, "Components").contains("main");
    }

    private static boolean isOwn(String suite, String codename) {
        return suite.equals(codename) || suite.startsWith(codename + "-");
    }

    private static List<String> fieldWords(String stanza, String field) {
        return stanza.lines()
                .filter(line -> line.regionMatches(true, 0, field + ":", 0, field.length() + 1))
                .flatMap(line ->
                        Arrays.stream(line.substring(field.length() + 1).strip().split("\\s+")))
                .toList();
    }

    private void addNamedKeys(FileTree tree, String text) {
        var matcher = FILE_NAME.matcher(text);
        while (matcher.find()) {
            addFile(tree, matcher.group(1));
        }
    }

    private void addFile(FileTree tree, String absolute) {
        var file = host.path(Path.of(absolute).normalize().toString().substring(1));
        try {
            if (Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) <= LARGEST_FILE) {
                host.add(tree, file, 0644);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** What apt itself says its options are, whatever file they come from; files that they name come along. */
    private String options(FileTree tree) {
        var text = new StringBuilder();
        if (AptPackages.onPath("apt-config")) {
            LocalCommand.of(Duration.ofSeconds(20), "apt-config", "dump").run(line -> {
                var option = ACQUIRE.matcher(line);
                if (option.matches() && !option.group(2).isEmpty() && isOfUse(option.group(1))) {
                    text.append(line).append('\n');
                    if (option.group(2).startsWith("/")) {
                        addFile(tree, option.group(2));
                    }
                }
            });
        }
        var proxy = host.proxies().get("http_proxy");
        if (proxy != null && !text.toString().toLowerCase(java.util.Locale.ROOT).contains("acquire::http::proxy ")) {
            text.append("Acquire::http::Proxy \"%s\";%n".formatted(proxy.replace("\"", "")));
        }
        return text.toString();
    }

    private static boolean isOfUse(String option) {
        var name = option.toLowerCase(java.util.Locale.ROOT);
        return !name.contains("auto-detect")
                && !name.contains("cdrom")
                && !name.startsWith("acquire::indextargets")
                && !name.startsWith("acquire::compressiontypes")
                && !name.startsWith("acquire::changelogs");
    }
}

package dev.davit.lab.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Installs the distribution's own packages, as root on a machine with apt. */
final class AptPackages {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private AptPackages() {}

    static boolean possible() {
        return "root".equals(System.getProperty("user.name")) && onPath("apt-get");
    }

    static boolean onPath(String program) {
        var path = System.getenv().getOrDefault("PATH", "")
                + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        return Arrays.stream(path.split(":"))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Announces, then installs. The package lists are only renewed when the first try fails: that takes a while. */
    static void install(Consumer<String> say, String... packages) {
        say.accept("Installing " + String.join(", ", packages) + " with apt-get ...");
        try {
            apt(installation(packages), say);
        } catch (LocalCommand.LocalCommandException first) {
            say.accept("Renewing the package lists first ...");
            apt(List.of("update"), say);
            apt(installation(packages), say);
        }
    }

    /** Fetches package files into a directory without installing them; needs no rights but for renewing the lists. */
    static void download(Path directory, List<String> packages, Consumer<String> say) {
        var words = new ArrayList<>(List.of("apt-get", "-q", "-o", "APT::Sandbox::User=root", "download"));
        words.addAll(packages);
        var command = new LocalCommand(words, Map.of(), LIMIT).in(directory);
        try {
            command.run(line -> {});
        } catch (LocalCommand.LocalCommandException first) {
            if (!possible()) {
                throw first;
            }
            say.accept("Renewing the package lists first ...");
            apt(List.of("update"), say);
            command.run(line -> {});
        }
    }

    private static List<String> installation(String... packages) {
        var words = new ArrayList<>(List.of("install", "--yes", "--no-install-recommends"));
        words.addAll(List.of(packages));
        return words;
    }

    private static void apt(List<String> arguments, Consumer<String> say) {
        var words = new ArrayList<>(List.of("apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"));
        words.addAll(arguments);
        new LocalCommand(words, Map.of(), LIMIT)
                .with("DEBIAN_FRONTEND", "noninteractive")
                .run(line -> {
                    if (line.startsWith("Setting up ") || line.startsWith("E: ") || line.startsWith("Err:")) {
                        say.accept("  " + line);
                    }
                });
    }
}

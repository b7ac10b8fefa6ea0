package dev.davit.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that are not on the command line: from the environment, else from the file of --config. */
final class SettingsSource implements IDefaultValueProvider {
    private static final String PREFIX = "DAVIT_SERVER_";
    private static final int SIMILAR = 3;

    private final Map<String, String> environment;
    private final Properties file;

    private SettingsSource(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    /** @throws StartException when the file cannot be read or has a property that is no option */
    static SettingsSource of(String[] args, Map<String, String> environment, CommandSpec command) {
        var known = new TreeSet<String>();
        for (OptionSpec option : command.options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                known.add(name(option));
            }
        }
        var file = new Properties();
        Optional<String> path = configFile(args).or(() -> Optional.ofNullable(environment.get(PREFIX + "CONFIG")));
        path.ifPresent(p -> {
            try (Reader reader = Files.newBufferedReader(Path.of(p), StandardCharsets.UTF_8)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new StartException("The file " + p + " (--config) cannot be read: " + e.getMessage(), e);
            }
            check(file.stringPropertyNames(), known, "in " + p);
        });
        List<String> variables = environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name ->
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        check(variables, known, "from the environment (" + PREFIX + "...)");
        return new SettingsSource(environment, file);
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = name(option);
        String variable = PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
        // Null makes picocli use the option's own default.
        return Optional.ofNullable(environment.get(variable))
                .or(() -> Optional.ofNullable(file.getProperty(name)).map(String::strip))
                .orElse(null);
    }

    private static String name(OptionSpec option) {
        return option.longestName().substring(2);
    }

    private static Optional<String> configFile(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--config=")) {
                return Optional.of(args[i].substring("--config=".length()));
            } else if (args[i].equals("--config") && i + 1 < args.length) {
                return Optional.of(args[i + 1]);
            }
        }
        return Optional.empty();
    }

    private static void check(Iterable<String> names, TreeSet<String> known, String where) {
        var unknown = new ArrayList<String>();
        for (String name : names) {
            if (!known.contains(name)) {
                String hint = known.stream()
                        .min(Comparator.comparingInt(k -> distance(k, name)))
                        .filter(k -> distance(k, name) <= SIMILAR)
                        .map(k -> " (did you mean '" + k + "'?)")
                        .orElse("");
                unknown.add("'" + name + "'" + hint);
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartException("Unknown option " + where + ": " + String.join(", ", unknown) + ". There are: "
                    + String.join(", ", known) + ".");
        }
    }

    /** Levenshtein's. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

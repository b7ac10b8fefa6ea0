package dev.davit.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A remote command: a list of arguments, each of which arrives unchanged whatever is in it. Nothing here is shell text.
 * Secrets do not belong into arguments or environment (they can be seen in process lists): give them by
 * {@link #input}.
 *
 * @param environment added to the command's environment; visible in process lists
 * @param input standard input; empty means end of file at once
 * @param asRoot whether to go through sudo
 * @param secrets texts to mask wherever the command or its output is shown
 */
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        Optional<Content> input,
        boolean asRoot,
        List<String> secrets) {

    /** What Linux takes for one command line (MAX_ARG_STRLEN), less what is wrapped around. */
    static final int MAX_LENGTH = 100_000;

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public Command {
        arguments = List.copyOf(arguments);
        environment = java.util.Collections.unmodifiableMap(new TreeMap<>(environment));
        secrets = List.copyOf(secrets);
        if (arguments.isEmpty() || arguments.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        if (arguments.getFirst().contains("=")) {
            throw new IllegalArgumentException("a program's name has no '='");
        }
        for (String name : environment.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no name of an environment variable");
            }
        }
        int length = 0;
        for (String text : concat(arguments, environment.values())) {
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("an argument cannot hold a NUL character");
            }
            length += text.length() + 3;
        }
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("a command line has at most " + MAX_LENGTH + " characters");
        }
    }

    public static Command of(String program, String... arguments) {
        var all = new ArrayList<String>();
        all.add(program);
        all.addAll(List.of(arguments));
        return of(all);
    }

    public static Command of(List<String> arguments) {
        return new Command(arguments, Map.of(), Optional.empty(), false, List.of());
    }

    public Command env(String name, String value) {
        var more = new TreeMap<>(environment);
        more.put(name, value);
        return new Command(arguments, more, input, asRoot, secrets);
    }

    public Command input(Content newInput) {
        return new Command(arguments, environment, Optional.of(newInput), asRoot, secrets);
    }

    public Command input(String text) {
        return input(Content.of(text));
    }

    public Command sudo() {
        return new Command(arguments, environment, input, true, secrets);
    }

    public Command masking(String secret) {
        return new Command(arguments, environment, input, asRoot, concat(secrets, List.of(secret)));
    }

    /** For people: quoted where needed, secrets masked. */
    @Override
    public String toString() {
        return CommandLine.display(this);
    }

    private static List<String> concat(List<String> first, java.util.Collection<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}

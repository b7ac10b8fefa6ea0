package dev.davit.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns a command into the line that the host's login shell gets. The one place that quotes. */
final class CommandLine {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@+:,./-]+");

    /** Says its process group id, which is its own process id as it leads a session, and becomes the command. */
    private static final String START = "printf '%s %s\\n' \"$1\" \"$$\" >&2; shift; exec \"$@\"";

    private CommandLine() {}

    /**
     * The whole line: a session of its own that announces itself with {@code marker} and its process group id on stderr.
     *
     * @param sudoPrompt what sudo shall write when it wants a password
     */
    static String wrapped(Command command, String marker, String sudoPrompt, boolean throughSudo) {
        var words = new ArrayList<String>();
        if (throughSudo) {
            // -k: never rely on a cached password, so that whether it asks depends on its configuration alone.
            words.addAll(List.of("sudo", "-k", "-S", "-p", sudoPrompt, "--"));
        }
        words.addAll(List.of("setsid", "-w", "sh", "-c", START, "davit", marker));
        if (!command.environment().isEmpty()) {
            words.add("env");
            command.environment().forEach((name, value) -> words.add(name + "=" + value));
        }
        words.addAll(command.arguments());
        return words.stream().map(CommandLine::quote).collect(Collectors.joining(" "));
    }

    /** One word of POSIX shell that stands for exactly this text. */
    static String quote(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    static String display(Command command) {
        var words = new ArrayList<String>();
        if (command.asRoot()) {
            words.add("sudo");
        }
        command.environment().forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(command.arguments());
        String line = words.stream().map(CommandLine::quote).collect(Collectors.joining(" "));
        return new Mask(command.secrets()).apply(line);
    }
}

package dev.davit.e2e.docs;

import dev.davit.cli.output.Console;
import dev.davit.lab.LabMain;
import dev.davit.vnfpackage.build.PackageBuildMain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Commands and options of all programs as Markdown, made from the code. */
final class CommandReference {
    /** Standard ones of every program. */
    private static final Set<String> EVERYWHERE = Set.of("--help", "--version");

    /** Standard ones of every command of the client, said once in the text. */
    private static final Set<String> OF_THE_CLIENT = Set.of("--server", "--no-auth", "--json", "--quiet");

    /** Programs of their own, which the client's help only mentions. */
    private static final Set<String> PROGRAMS = Set.of("server", "lab");

    private final List<String> lines = new ArrayList<>();

    private final Set<String> saidOnce = new HashSet<>(EVERYWHERE);

    private CommandReference() {}

    static String server() {
        return new CommandReference().of("davit server", new CommandLine(new dev.davit.server.Main()));
    }

    static String lab() {
        return new CommandReference().of("davit lab", new CommandLine(new LabMain()));
    }

    static String client() {
        CommandLine client = dev.davit.cli.Main.commands(Console.system());
        var reference = new CommandReference();
        reference.saidOnce.addAll(OF_THE_CLIENT);
        new TreeMap<>(client.getSubcommands()).forEach((name, command) -> {
            if (!PROGRAMS.contains(name)) {
                reference.of("davit " + name, command);
            }
        });
        return reference.text();
    }

    private String of(String name, CommandLine command) {
        lines.add("#### `" + name + positionals(command.getCommandSpec()) + "`");
        lines.add("");
        if (name.equals("davit package build")) {
            lines.add("```\n" + PackageBuildMain.USAGE.strip() + "\n```");
            lines.add("");
            return text();
        }
        lines.add(String.join(" ", command.getCommandSpec().usageMessage().description()));
        lines.add("");
        table(command.getCommandSpec());
        for (Map.Entry<String, CommandLine> inner : new TreeMap<>(command.getSubcommands()).entrySet()) {
            of(name + " " + inner.getKey(), inner.getValue());
        }
        return text();
    }

    private static String positionals(CommandSpec command) {
        var text = new StringBuilder();
        command.positionalParameters().stream()
                .filter(p -> !p.hidden() && p.paramLabel().matches("[A-Z]+"))
                .forEach(p ->
                        text.append(' ').append(p.paramLabel()).append(p.arity().max() > 1 ? "..." : ""));
        return text.toString();
    }

    private void table(CommandSpec command) {
        List<OptionSpec> options = command.options().stream()
                .filter(o -> !o.hidden() && !saidOnce.contains(o.longestName()))
                .toList();
        if (options.isEmpty()) {
            return;
        }
        lines.add("| option | meaning |");
        lines.add("|---|---|");
        for (OptionSpec option : options) {
            String names = String.join(", ", option.names());
            String value = option.typeInfo().isBoolean() || option.interactive() ? "" : " " + option.paramLabel();
            lines.add("| `" + (names + value).replace("|", "\\|") + "` | " + meaning(option) + " |");
        }
        lines.add("");
    }

    private static String meaning(ArgSpec option) {
        String text = String.join(" ", option.description());
        return option.defaultValue() == null || text.contains(option.defaultValue())
                ? text
                : text + " Default: " + option.defaultValue() + ".";
    }

    private String text() {
        return String.join("\n", lines);
    }
}

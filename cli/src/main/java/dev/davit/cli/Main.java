package dev.davit.cli;

import dev.davit.cli.demo.DemoCommand;
import dev.davit.cli.operation.OpCommand;
import dev.davit.cli.output.Console;
import dev.davit.cli.pack.PackageCommand;
import dev.davit.cli.subscription.SubscriptionCommand;
import dev.davit.cli.vim.VimCommand;
import dev.davit.cli.vnf.DeployCommand;
import dev.davit.cli.vnf.HealCommand;
import dev.davit.cli.vnf.InstantiateCommand;
import dev.davit.cli.vnf.ScaleCommand;
import dev.davit.cli.vnf.TerminateCommand;
import dev.davit.cli.vnf.VnfCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command-line client: which commands there are. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Console.system(), arguments));
    }

    /** All commands, ready to be asked what there is; {@link #run} says how they are to behave. */
    public static CommandLine commands(Console console) {
        DavitCommand root = new DavitCommand();
        Session session = new Session(console, () -> root);
        return new CommandLine(root)
                .addSubcommand(new DemoCommand(session))
                .addSubcommand(program("server", "The VNF manager: serves the API and carries out operations."))
                .addSubcommand(program("lab", "A lab cloud: OpenStack's APIs over containers, to try things with."))
                .addSubcommand(new VimCommand(session))
                .addSubcommand(new CommandLine(new PackageCommand(session))
                        .addSubcommand(program("build", "Make a CSAR of a folder.")))
                .addSubcommand(new CommandLine(new VnfCommand(session))
                        .addSubcommand(new InstantiateCommand(session))
                        .addSubcommand(new DeployCommand(session))
                        .addSubcommand(new HealCommand(session))
                        .addSubcommand(new ScaleCommand(session))
                        .addSubcommand(new TerminateCommand(session)))
                .addSubcommand(new OpCommand(session))
                .addSubcommand(new SubscriptionCommand(session))
                .addSubcommand(new CompletionCommand(console));
    }

    /** @return the exit status, see {@link ExitCode} */
    public static int run(Console console, String... arguments) {
        return commands(console)
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.style().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(console.width(), 80, 120))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> misused(wrong, console))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, console))
                .execute(arguments);
    }

    private static CommandLine program(String name, String description) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new LauncherCommand()).name(name);
        spec.usageMessage().description(description);
        return new CommandLine(spec);
    }

    /**
     * A sentence and where the help is; the whole help would push the sentence off the screen. Who gives no command asks what
     * there is.
     */
    private static int misused(ParameterException wrong, Console console) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        String message = wrong.getMessage().replaceFirst("^Error: ", "");
        if (message.equals("Missing required subcommand")) {
            wrong.getCommandLine().usage(console.err());
            return ExitCode.USAGE;
        }
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !command.subcommands().isEmpty()
                && !unmatched.isUnknownOption()) {
            message = "There is no command '" + command.qualifiedName() + " "
                    + unmatched.getUnmatched().getFirst() + "'. There are: "
                    + String.join(", ", command.subcommands().keySet());
        }
        console.err().println(console.style().red("Error: ") + message);
        console.err().println("  " + console.style().arrow() + " " + command.qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, Console console) throws Exception {
        if (failure instanceof CliException known) {
            ErrorReport.of(known, console.style()).forEach(console.err()::println);
            return known.exitCode();
        }
        throw failure;
    }
}

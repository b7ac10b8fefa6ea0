package dev.davit.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands for a program that the script {@code davit} starts itself; here for the help and completion only. */
@Command(addMethodSubcommands = false)
final class LauncherCommand implements Callable<Integer> {
    @Unmatched
    private List<String> ignored = List.of();

    @Override
    public Integer call() {
        throw CliException.usage(
                "This command is a program of its own" + (ignored.isEmpty() ? "." : ", with its own options."),
                "Start it through the script davit.");
    }
}

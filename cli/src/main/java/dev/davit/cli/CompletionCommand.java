package dev.davit.cli;

import dev.davit.cli.output.Console;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
        name = "completion",
        description = "Print a completion script for bash or zsh.",
        footer = {
            "",
            "Examples:",
            "  source <(davit completion bash)",
            "  davit completion zsh > ~/.davit-completion && echo 'source ~/.davit-completion' >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    private final Console console;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // the generated script switches zsh's emulation of bash's completion on by itself
        console.println("# Completion of davit for " + shell);
        console.println(AutoComplete.bash("davit", spec.root().commandLine()));
        return ExitCode.OK;
    }
}

package dev.davit.driver.vm;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import dev.davit.remote.Content;
import dev.davit.remote.OutputListener;
import dev.davit.remote.RemoteException;
import dev.davit.remote.RemoteHost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A step's connection to its VM. All that is run over it can be followed through the step's context. */
public final class VmSession implements AutoCloseable {
    private final RemoteHost host;
    private final StepContext context;
    private final Duration commandLimit;
    private final List<String> secrets;
    private final UnaryOperator<String> redaction;

    public VmSession(
            RemoteHost host,
            StepContext context,
            Duration commandLimit,
            List<String> secrets,
            UnaryOperator<String> redaction) {
        this.host = host;
        this.context = context;
        this.commandLimit = commandLimit;
        this.secrets = secrets;
        this.redaction = redaction;
    }

    public String host() {
        return host.address().address();
    }

    /** Runs a command that people may want to follow; any exit status is fine. */
    public CommandResult run(Command command, Duration limit) throws StepFailedException, InterruptedException {
        Command masked = masked(command);
        context.command(host(), host.display(masked));
        return execute(masked, limit, (stream, line) -> context.output(host(), redaction.apply(line)));
    }

    public CommandResult run(Command command) throws StepFailedException, InterruptedException {
        return run(command, commandLimit);
    }

    /** Asks for something; neither the question nor the answer is told to those who follow. */
    public CommandResult ask(Command command) throws StepFailedException, InterruptedException {
        return ask(command, commandLimit);
    }

    /** The same for something that may take its time. */
    public CommandResult ask(Command command, Duration limit) throws StepFailedException, InterruptedException {
        return execute(masked(command), limit, OutputListener.NONE);
    }

    /** Runs a command that must end with status 0. */
    public CommandResult must(Command command, Duration limit, String what, String advice)
            throws StepFailedException, InterruptedException {
        CommandResult result = run(command, limit);
        if (!result.succeeded()) {
            throw Failures.of(what, host(), result, advice);
        }
        return result;
    }

    public CommandResult must(Command command, String what, String advice)
            throws StepFailedException, InterruptedException {
        return must(command, commandLimit, what, advice);
    }

    /**
     * Makes a root-owned file have exactly this content.
     *
     * @return whether it had to be written
     */
    public boolean ensureFile(String path, int mode, String content) throws StepFailedException, InterruptedException {
        byte[] wanted = content.getBytes(StandardCharsets.UTF_8);
        try {
            Optional<byte[]> present = host.files().readAsRoot(path);
            if (present.isPresent() && Arrays.equals(present.get(), wanted)) {
                return false;
            }
            context.command(host(), "write " + path);
            host.files().putAsRoot(path, mode, wanted);
            return true;
        } catch (RemoteException e) {
            throw Failures.of(e);
        }
    }

    /** The content of a file, as root; empty when there is none. */
    public Optional<String> read(String path) throws StepFailedException, InterruptedException {
        try {
            return host.files().readAsRoot(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (RemoteException e) {
            throw Failures.of(e);
        }
    }

    /** Writes a file as the login's user, streaming; it appears as a whole or not at all. */
    public void put(String path, int mode, Content content) throws StepFailedException, InterruptedException {
        context.command(host(), "write " + path);
        try {
            host.files().put(path, mode, content);
        } catch (RemoteException e) {
            throw Failures.of(e);
        }
    }

    /** @return whether there was one */
    public boolean ensureNoFile(String path) throws StepFailedException, InterruptedException {
        try {
            if (host.files().readAsRoot(path).isEmpty()) {
                return false;
            }
        } catch (RemoteException e) {
            throw Failures.of(e);
        }
        must(Command.of("rm", "-f", "--", path).sudo(), "file " + path + " cannot be removed", "Remove it by hand.");
        return true;
    }

    private CommandResult execute(Command command, Duration limit, OutputListener listener)
            throws StepFailedException, InterruptedException {
        try {
            CommandResult result = host.run(command, limit, listener);
            return new CommandResult(
                    result.command(),
                    result.exitStatus(),
                    result.stdout(),
                    result.complete(),
                    result.lastLines().stream().map(redaction).toList());
        } catch (RemoteException e) {
            throw Failures.of(e, redaction);
        }
    }

    private Command masked(Command command) {
        for (String secret : secrets) {
            command = command.masking(secret);
        }
        return command;
    }

    @Override
    public void close() {
        host.close();
    }
}

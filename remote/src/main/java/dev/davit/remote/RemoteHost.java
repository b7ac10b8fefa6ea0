package dev.davit.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to one host; see {@link RemoteHosts#connect}. Several commands may run side by side. */
public final class RemoteHost implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RemoteHost.class);

    /**
     * Asks process group $1 to end, waits for at most $2 tenths of a second, then kills it; fails when it is still there.
     * Written with -s because not every sh takes -- after -TERM.
     */
    private static final String END_GROUP = """
            here() { kill -s 0 -- "-$1" 2>/dev/null; }
            await() { n=0; while here "$1"; do [ "$n" -lt "$2" ] || return 1; n=$((n+1)); sleep 0.1; done; }
            here "$1" || exit 0
            kill -s TERM -- "-$1" 2>/dev/null
            await "$1" "$2" && exit 0
            kill -s KILL -- "-$1" 2>/dev/null
            await "$1" 20
            """;

    private final ClientSession session;
    private final HostAddress address;
    private final Login login;
    private final RemoteSettings settings;
    private final Files files;

    RemoteHost(ClientSession session, HostAddress address, Login login, RemoteSettings settings) {
        this.session = session;
        this.address = address;
        this.login = login;
        this.settings = settings;
        this.files = new Files(this, session, address);
    }

    public HostAddress address() {
        return address;
    }

    public boolean isOpen() {
        return session.isOpen();
    }

    /** Its file system, over SFTP. */
    public Files files() {
        return files;
    }

    /**
     * Runs a command and waits for its end.
     *
     * @param limit after which the command and everything in its process group is ended
     * @throws RemoteException when it could not be run to its end; any exit status is a result
     * @throws InterruptedException when the calling thread is interrupted; the command has been ended then
     */
    public CommandResult run(Command command, Duration limit, OutputListener listener)
            throws RemoteException, InterruptedException {
        var output = new Output(listener, mask(command));
        var marks = CommandRun.Marks.random();
        String line = CommandLine.wrapped(command, marks.marker(), marks.prompt(), command.asRoot() && !login.isRoot());
        try (ChannelExec channel = session.createExecChannel(line)) {
            var run = new CommandRun(channel, address, login, command, output, marks);
            channel.open().verify(settings.connect());
            try {
                return result(run, run.await(limit), command);
            } catch (TimeoutException late) {
                output.close();
                boolean ended = endGroup(run.processGroup(), command.asRoot());
                throw new RemoteException.TimedOut(address, display(command), limit, output.lastLines(), ended);
            } catch (InterruptedException stopped) {
                output.close();
                endGroup(run.processGroup(), command.asRoot());
                throw stopped;
            } finally {
                channel.close(true);
            }
        } catch (InterruptedIOException stopped) {
            throw interrupted(stopped);
        } catch (IOException e) {
            throw new RemoteException.ConnectionLost(address, display(command), e);
        }
    }

    /** The same for a command whose output nobody follows. */
    public CommandResult run(Command command, Duration limit) throws RemoteException, InterruptedException {
        return run(command, limit, OutputListener.NONE);
    }

    private CommandResult result(CommandRun run, CommandRun.Ending ending, Command command)
            throws RemoteException, InterruptedException {
        switch (ending) {
            case CommandRun.Ending.Exited exited -> {
                CommandResult result = exited.result();
                return new CommandResult(
                        display(command), result.exitStatus(), result.stdout(), result.complete(), result.lastLines());
            }
            case CommandRun.Ending.NotRoot notRoot ->
                throw new RemoteException.RootRefused(
                        address, login, mask(command).apply(notRoot.reason()));
            case CommandRun.Ending.Lost lost ->
                throw new RemoteException.ConnectionLost(address, display(command), null);
            case CommandRun.Ending.InputFailed failed -> {
                endGroup(run.processGroup(), command.asRoot());
                throw new RemoteException.TransferFailed(
                        address,
                        "(input of " + display(command) + ")",
                        "what was to be sent could not be read: "
                                + failed.cause().getMessage(),
                        failed.cause());
            }
        }
    }

    private boolean endGroup(OptionalLong group, boolean asRoot) throws InterruptedException {
        if (group.isEmpty()) {
            return true;
        }
        long tenths = settings.grace().toMillis() / 100;
        var kill = Command.of("sh", "-c", END_GROUP, "davit", Long.toString(group.getAsLong()), Long.toString(tenths));
        try {
            CommandResult result =
                    run(asRoot ? kill.sudo() : kill, settings.grace().plusSeconds(10));
            return result.succeeded();
        } catch (RemoteException e) {
            log.warn("process group {} at {} could not be ended: {}", group.getAsLong(), address, e.getMessage());
            return false;
        }
    }

    /** The command for people, without secrets. */
    public String display(Command command) {
        return mask(command).apply(command.toString());
    }

    /** Masks the command's secrets and the login's password, unless that is no secret but the user's name. */
    private Mask mask(Command command) {
        List<String> secrets = new ArrayList<>(command.secrets());
        login.sudoPassword().filter(password -> !password.equals(login.user())).ifPresent(secrets::add);
        return new Mask(secrets);
    }

    static InterruptedException interrupted(InterruptedIOException cause) {
        var interrupted = new InterruptedException(cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }

    @Override
    public void close() {
        try {
            session.close(false).await(settings.connect());
        } catch (IOException e) {
            log.debug("{} did not close in time", address, e);
        } finally {
            session.close(true);
        }
    }
}

package dev.davit.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;

/**
 * One run of one command.
 *
 * <ol>
 *   <li>A reader of stderr waits for the marker, answering sudo on the way; a reader of stdout reads side by side.
 *   <li>After the marker, standard input is sent and ended.
 *   <li>The run is over when the channel has closed and both streams are at their end; the exit status decides.
 * </ol>
 */
final class CommandRun {
    /** How long the marker may take; reaching it means that sudo asks something that is not understood. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration MARKER_LIMIT = Duration.ofSeconds(3);

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

    private final ChannelExec channel;
    private final HostAddress host;
    private final Login login;
    private final Command command;
    private final Output output;
    private final Preamble preamble;

    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Optional<String> refusal = Optional.empty();
    private volatile Optional<IOException> inputFailure = Optional.empty();
    private volatile OptionalLong processGroup = OptionalLong.empty();

    /** How a run ended that did not time out. */
    sealed interface Ending {
        record Exited(CommandResult result) implements Ending {}

        record NotRoot(String reason) implements Ending {}

        record InputFailed(IOException cause) implements Ending {}

        record Lost() implements Ending {}
    }

    /** What makes the line on the host unique, so that no output can be taken for it. */
    record Marks(String marker, String prompt) {
        static Marks random() {
            String nonce = UUID.randomUUID().toString();
            return new Marks("davit-started-" + nonce, "davit-password-" + nonce);
        }
    }

    CommandRun(ChannelExec channel, HostAddress host, Login login, Command command, Output output, Marks marks) {
        this.channel = channel;
        this.host = host;
        this.login = login;
        this.command = command;
        this.output = output;
        this.preamble = new Preamble(marks.marker(), marks.prompt());
    }

    /**
     * The group to end when waiting has been given up; empty when the command has not started. Output may have come
     * before the marker, which is on the other stream, so the marker gets a moment.
     */
    OptionalLong processGroup() throws InterruptedException {
        try {
            wait(CompletableFuture.anyOf(started, closed), MARKER_LIMIT);
        } catch (TimeoutException notStarted) {
            return OptionalLong.empty();
        }
        return processGroup;
    }

    Ending await(Duration limit) throws TimeoutException, InterruptedException {
        channel.addCloseFutureListener(future -> closed.complete(null));
        Thread stdout = Thread.ofVirtual().name("ssh stdout " + host).start(this::readStdout);
        Thread stderr = Thread.ofVirtual().name("ssh stderr " + host).start(this::readStderr);
        long deadline = System.nanoTime() + limit.toNanos();
        if (throughSudo() && limit.compareTo(START_LIMIT) > 0) {
            try {
                wait(CompletableFuture.anyOf(started, closed), START_LIMIT);
            } catch (TimeoutException unanswered) {
                return new Ending.NotRoot("sudo did nothing within " + START_LIMIT.toSeconds() + " s; it said: "
                        + String.join("; ", preamble.lines()));
            }
        }
        wait(closed, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        if (inputFailure.isPresent()) {
            return new Ending.InputFailed(inputFailure.get());
        }
        if (!stdout.join(DRAIN_LIMIT) || !stderr.join(DRAIN_LIMIT)) {
            throw new TimeoutException("the output has not ended");
        }
        return ending();
    }

    private Ending ending() {
        if (refusal.isPresent()) {
            return new Ending.NotRoot(refusal.get());
        }
        Integer status = channel.getExitStatus();
        if (status == null) {
            return new Ending.Lost();
        }
        if (preamble.processGroup().isEmpty()) {
            List<String> said = preamble.lines();
            if (throughSudo()) {
                return new Ending.NotRoot(
                        said.isEmpty() ? "sudo ended with status " + status : String.join("; ", said));
            }
            said.forEach(line -> output.stderrLines.add(line));
        }
        return new Ending.Exited(output.result(command.toString(), status));
    }

    private boolean throughSudo() {
        return command.asRoot() && !login.isRoot();
    }

    private static void wait(CompletableFuture<?> event, Duration limit) throws TimeoutException, InterruptedException {
        try {
            event.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void readStdout() {
        byte[] buffer = new byte[32 * 1024];
        try (InputStream in = channel.getInvertedOut()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                output.stdout(buffer, n);
            }
        } catch (IOException connectionEnded) {
            // The exit status, or its absence, tells.
        }
        output.stdoutLines.flush();
    }

    private void readStderr() {
        byte[] buffer = new byte[32 * 1024];
        try (InputStream in = channel.getInvertedErr()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (processGroup.isPresent()) {
                    output.stderrLines.add(buffer, 0, n);
                } else {
                    beforeStart(buffer, n);
                }
            }
        } catch (IOException connectionEnded) {
            // The exit status, or its absence, tells.
        }
        output.stderrLines.flush();
    }

    private void beforeStart(byte[] buffer, int length) throws IOException {
        int asked = preamble.prompts();
        Optional<byte[]> rest = preamble.add(buffer, length);
        if (rest.isPresent()) {
            processGroup = preamble.processGroup();
            started.complete(null);
            Thread.ofVirtual().name("ssh stdin " + host).start(this::writeStdin);
            output.stderrLines.add(rest.get(), 0, rest.get().length);
        } else if (preamble.prompts() > asked) {
            answerSudo(asked == 0);
        }
    }

    private void answerSudo(boolean first) throws IOException {
        Optional<String> password = login.sudoPassword();
        if (first && password.isPresent()) {
            OutputStream stdin = channel.getInvertedIn();
            stdin.write((password.get() + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } else {
            refusal = Optional.of(
                    first ? "sudo asks for a password and none is known" : "sudo does not accept the password");
            channel.close(true);
        }
    }

    private void writeStdin() {
        OutputStream stdin = channel.getInvertedIn();
        byte[] buffer = new byte[32 * 1024];
        try (InputStream source =
                command.input().orElse(Content.of(new byte[0])).open()) {
            while (true) {
                int n = source.read(buffer);
                if (n < 0) {
                    break;
                }
                if (!sent(stdin, buffer, n)) {
                    return;
                }
            }
            sent(stdin, buffer, -1);
        } catch (IOException | RuntimeException unreadable) {
            // Ending the input here would make the command take a part for the whole.
            inputFailure = Optional.of(
                    unreadable instanceof IOException io ? io : new IOException(unreadable.getMessage(), unreadable));
            closed.complete(null);
        }
    }

    /** @param n -1 for the end. @return whether the command still takes input; one that does not is free to do so */
    private static boolean sent(OutputStream stdin, byte[] buffer, int n) {
        try {
            if (n < 0) {
                stdin.close();
            } else {
                stdin.write(buffer, 0, n);
                stdin.flush();
            }
            return true;
        } catch (IOException commandTakesNoMore) {
            return false;
        }
    }
}

package dev.davit.driver.vm;

import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.remote.CommandResult;
import dev.davit.remote.RemoteException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Turns what went wrong at a host into the error of an operation. */
public final class Failures {
    private static final int LINES = 15;

    private Failures() {}

    public static StepFailedException of(RemoteException e) {
        return of(e, UnaryOperator.identity());
    }

    /** @param redaction applied to every line of output */
    static StepFailedException of(RemoteException e, UnaryOperator<String> redaction) {
        Failure failure = switch (e) {
            case RemoteException.TimedOut late ->
                new Failure(
                        late.getMessage(),
                        Optional.of(e.host()),
                        Optional.of(late.command()),
                        OptionalInt.empty(),
                        tail(late.lastLines()).stream().map(redaction).toList(),
                        Optional.of(e.advice()));
            case RemoteException.Unreachable other -> plain(other);
            case RemoteException.AuthenticationFailed other -> plain(other);
            case RemoteException.HostKeyChanged other -> plain(other);
            case RemoteException.ConnectionLost other -> plain(other);
            case RemoteException.RootRefused other -> plain(other);
            case RemoteException.TransferFailed other -> plain(other);
        };
        return new StepFailedException(failure, e);
    }

    /** A command that ended with another status than 0. */
    public static StepFailedException of(String what, String host, CommandResult result, String advice) {
        return new StepFailedException(new Failure(
                what,
                Optional.of(host),
                Optional.of(result.command()),
                OptionalInt.of(result.exitStatus()),
                tail(result.lastLines()),
                Optional.of(advice)));
    }

    /** Something about a host that no single command has said. */
    public static StepFailedException at(String what, String host, List<String> output, String advice) {
        return new StepFailedException(new Failure(
                what, Optional.of(host), Optional.empty(), OptionalInt.empty(), tail(output), Optional.of(advice)));
    }

    private static Failure plain(RemoteException e) {
        return new Failure(
                e.getMessage(),
                Optional.of(e.host()),
                Optional.empty(),
                OptionalInt.empty(),
                List.of(),
                Optional.of(e.advice()));
    }

    private static List<String> tail(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}

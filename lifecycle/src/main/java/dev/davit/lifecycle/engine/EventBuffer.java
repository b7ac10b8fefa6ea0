package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.engine.OperationEvent.Kind;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.secret.SecretValues;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events of one run that are not written yet. Masks secrets, cuts long lines, and stops recording output when an
 * operation has produced too much of it; states and steps are always recorded.
 */
final class EventBuffer {
    /** Longest message, in characters. */
    static final int MAX_MESSAGE = 4096;
    /** Once an operation has so many events, progress, commands and output are no longer recorded. */
    static final long MAX_CHATTER = 20_000;
    /** As long as so many wait to be written, output is dropped. */
    static final int MAX_WAITING = 5_000;

    private final SecretValues secrets;
    private final Clock clock;
    private final List<OperationEvent> waiting = new ArrayList<>();
    private long last;
    private long dropped;

    EventBuffer(SecretValues secrets, Clock clock, long last) {
        this.secrets = secrets;
        this.clock = clock;
        this.last = last;
    }

    synchronized void add(Kind kind, Optional<StepId> step, Optional<String> host, String message) {
        if (isChatter(kind) && (last >= MAX_CHATTER || waiting.size() >= MAX_WAITING)) {
            if (dropped++ == 0) {
                append(Kind.PROGRESS, step, Optional.empty(), "more output than is kept; further lines are left out");
            }
            return;
        }
        append(kind, step, host, message);
    }

    private void append(Kind kind, Optional<StepId> step, Optional<String> host, String message) {
        String text = clean(secrets.mask(message));
        waiting.add(new OperationEvent(
                ++last,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                kind,
                step,
                host.map(EventBuffer::clean),
                text));
    }

    private static boolean isChatter(Kind kind) {
        return kind == Kind.PROGRESS || kind == Kind.COMMAND || kind == Kind.OUTPUT;
    }

    /** PostgreSQL's text holds no NUL, and an output line may hold anything. */
    static String clean(String text) {
        String cut = text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + " …";
        return cut.indexOf('\0') < 0 ? cut : cut.replace('\0', '\uFFFD');
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The waiting events, which are then no longer waiting. */
    synchronized List<OperationEvent> take() {
        var taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    synchronized long last() {
        return last;
    }
}

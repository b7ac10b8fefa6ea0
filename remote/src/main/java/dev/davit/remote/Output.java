package dev.davit.remote;

import dev.davit.remote.OutputListener.Stream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a command has written so far, with bounds on everything that is kept or passed on. */
final class Output {
    private static final int KEPT_STDOUT = 1 << 20;
    private static final int KEPT_LINES = 30;
    private static final int TOLD_LINES = 10_000;

    private final OutputListener listener;
    private final Mask mask;
    private final java.io.ByteArrayOutputStream stdout = new java.io.ByteArrayOutputStream();
    private boolean complete = true;
    private final Deque<String> last = new ArrayDeque<>();
    private int told;
    private boolean closed;

    final Lines stdoutLines = new Lines(line -> line(Stream.STDOUT, line));
    final Lines stderrLines = new Lines(line -> line(Stream.STDERR, line));

    Output(OutputListener listener, Mask mask) {
        this.listener = listener;
        this.mask = mask;
    }

    void stdout(byte[] bytes, int length) {
        int room = KEPT_STDOUT - stdout.size();
        stdout.write(bytes, 0, Math.min(room, length));
        complete &= length <= room;
        stdoutLines.add(bytes, 0, length);
    }

    private void line(Stream stream, String raw) {
        String line = mask.apply(raw);
        int number;
        synchronized (this) {
            if (closed) {
                return;
            }
            last.addLast(line);
            if (last.size() > KEPT_LINES) {
                last.removeFirst();
            }
            number = ++told;
        }
        if (number <= TOLD_LINES) {
            listener.line(stream, line);
        } else if (number == TOLD_LINES + 1) {
            listener.line(stream, "… more than " + TOLD_LINES + " lines; the rest is not shown");
        }
    }

    /** Takes no more lines: what a shell says about being ended is no output of the command. */
    synchronized void close() {
        closed = true;
    }

    synchronized List<String> lastLines() {
        return new ArrayList<>(last);
    }

    /** Call when both streams have ended. */
    CommandResult result(String command, int exitStatus) {
        return new CommandResult(command, exitStatus, stdout.toString(StandardCharsets.UTF_8), complete, lastLines());
    }
}

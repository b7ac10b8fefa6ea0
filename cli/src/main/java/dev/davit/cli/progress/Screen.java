package dev.davit.cli.progress;

import dev.davit.cli.output.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Steps on the console while they happen: drawn live on a terminal, line by line elsewhere, or not at all. Events may come
 * from any thread.
 */
public final class Screen implements AutoCloseable {
    private static final Duration FRAME = Duration.ofMillis(100);

    private final ReentrantLock drawing = new ReentrantLock();
    private final View view;
    private final Thread clock;

    Screen(View view) {
        this.view = view;
        this.clock = Thread.ofVirtual().name("screen").start(this::tick);
    }

    /** @param details whether to show the remote commands @param indent before every line */
    public static Screen open(Console console, boolean details, String indent) {
        EventLines lines = new EventLines(console.style(), details, indent);
        return new Screen(console.live() ? new LiveView(console, lines) : new PlainView(console, lines));
    }

    /** For JSON and id output, which stays free of progress. */
    public static Screen silent() {
        return new Screen(new SilentView());
    }

    public void event(Event event) {
        locked(() -> view.event(event));
    }

    /** The connection is gone and will be tried again. */
    public void reconnecting(String reason) {
        locked(() -> view.reconnecting(reason));
    }

    @Override
    public void close() {
        clock.interrupt();
        locked(view::close);
    }

    private void tick() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(FRAME.toNanos());
                locked(() -> view.tick(Instant.now()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void locked(Runnable draw) {
        drawing.lock();
        try {
            draw.run();
        } finally {
            drawing.unlock();
        }
    }

    private static final class SilentView implements View {
        @Override
        public void event(Event event) {
            // not shown
        }

        @Override
        public void tick(Instant now) {
            // nothing moves
        }

        @Override
        public void reconnecting(String reason) {
            // it comes back or the command fails with the reason
        }

        @Override
        public void close() {
            // nothing was drawn
        }
    }
}

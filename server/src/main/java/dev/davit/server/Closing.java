package dev.davit.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been opened, closed in reverse order; one that does not close does not keep the others open. What is opened after the
 * end is closed at once, so a start can be ended from another thread at any point.
 */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean ended;

    /** @throws StartException when the end has come; the resource is closed then */
    synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        if (ended) {
            close();
            throw new StartException("The server was told to end while it was starting.");
        }
        return resource;
    }

    /** Opens something that takes a while and that nothing needs yet. Asking for it waits for it. */
    <T extends AutoCloseable> Supplier<T> addInBackground(Supplier<T> opening) {
        CompletableFuture<T> opened = CompletableFuture.supplyAsync(
                opening, task -> Thread.ofPlatform().daemon().name("opening").start(task));
        add(() -> {
            if (!opened.isCompletedExceptionally()) {
                opened.join().close();
            }
        });
        return () -> {
            try {
                return opened.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        };
    }

    @Override
    public synchronized void close() {
        ended = true;
        while (!open.isEmpty()) {
            AutoCloseable next = open.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", next.getClass().getSimpleName(), e);
            }
        }
    }
}

package dev.davit.cli.operation;

import dev.davit.cli.CliException;
import dev.davit.cli.connection.ApiException;
import dev.davit.cli.connection.DavitApi;
import dev.davit.cli.output.Console;
import dev.davit.cli.output.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Follows an operation until it rests: reads the server's events, draws them, and takes up again after the last event that it
 * has seen when the connection breaks.
 */
public final class OperationWatch {
    static final String OCCURRENCES = "/vnflcm/v1/vnf_lcm_op_occs";

    private static final Set<String> ACTIVE = Set.of("STARTING", "PROCESSING", "ROLLING_BACK");
    private static final Duration FRAME = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final DavitApi api;
    private final ReentrantLock drawing = new ReentrantLock();
    private long seen;

    public OperationWatch(DavitApi api) {
        this.api = api;
    }

    public static boolean isActive(String state) {
        return ACTIVE.contains(state);
    }

    /** Draws on the console. @param details whether to show the remote commands @param indent before every line */
    public JsonNode follow(String id, Console console, boolean details, String indent) {
        EventLines lines = new EventLines(console.style(), details, indent);
        Thread goodbye = Thread.ofPlatform()
                .unstarted(
                        () -> console.println("\u001b[?25h\nThe operation goes on. Follow it: davit op watch " + id));
        if (console.live()) {
            Runtime.getRuntime().addShutdownHook(goodbye);
        }
        try (OperationView view = console.live() ? new LiveView(console, lines) : new PlainView(console, lines)) {
            return follow(id, view);
        } finally {
            if (console.live()) {
                removeHook(goodbye);
            }
        }
    }

    /** @return the occurrence, at rest */
    JsonNode follow(String id, OperationView view) {
        Thread clock = Thread.ofVirtual().start(() -> tick(view));
        try {
            Instant lost = Instant.MAX;
            while (true) {
                try {
                    boolean rests = read(id, view);
                    JsonNode occurrence = api.get(OCCURRENCES + "/" + id);
                    if (!isActive(Json.text(occurrence, "operationState"))) {
                        if (!rests) {
                            read(id, view);
                        }
                        return occurrence;
                    }
                    lost = Instant.MAX;
                } catch (ApiException e) {
                    if (e.problem().status() != 503) {
                        throw e;
                    }
                    lost = patience(lost, e, view);
                } catch (CliException e) {
                    lost = patience(lost, e, view);
                } catch (IOException e) {
                    lost = patience(lost, new CliException(1, String.valueOf(e.getMessage())), view);
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(1, "Interrupted; the operation " + id + " goes on.");
        } finally {
            clock.interrupt();
        }
    }

    /** @return whether the stream ended with a state in which the operation rests */
    private boolean read(String id, OperationView view) throws IOException {
        String path = "/davit/v1/vnf_lcm_op_occs/" + id + "/events";
        String state = "";
        try (EventStream stream = new EventStream(api.events(path, seen))) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                OperationEvent event = OperationEvent.parse(Json.read(next.get().data()));
                if (event.sequence() <= seen) {
                    continue;
                }
                seen = event.sequence();
                state = event.kind().equals("STATE") ? event.message() : state;
                locked(() -> view.event(event));
            }
        } catch (JacksonException e) {
            throw new IOException("an event that is no JSON: " + e.getOriginalMessage(), e);
        }
        return !state.isEmpty() && !isActive(state);
    }

    private Instant patience(Instant lost, CliException failure, OperationView view) {
        Instant now = Instant.now();
        if (lost.equals(Instant.MAX)) {
            locked(() -> view.reconnecting(failure.getMessage()));
            return now;
        }
        if (Duration.between(lost, now).compareTo(PATIENCE) > 0) {
            throw failure;
        }
        return lost;
    }

    private void tick(OperationView view) {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(FRAME.toMillis());
                locked(() -> view.tick(Instant.now()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the operation rests
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

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook is what says so
        }
    }
}

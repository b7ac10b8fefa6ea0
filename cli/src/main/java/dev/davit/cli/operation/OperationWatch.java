package dev.davit.cli.operation;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import dev.davit.cli.connection.ApiException;
import dev.davit.cli.connection.DavitApi;
import dev.davit.cli.output.Json;
import dev.davit.cli.progress.Event;
import dev.davit.cli.progress.Screen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Follows an operation until it rests: reads the server's events and takes up again after the last event that it has seen
 * when the connection breaks.
 */
public final class OperationWatch {
    static final String OCCURRENCES = "/vnflcm/v1/vnf_lcm_op_occs";

    private static final Set<String> ACTIVE = Set.of("STARTING", "PROCESSING", "ROLLING_BACK");

    /** @param patience how long the server may be gone @param pause before the next try */
    record Tries(Duration patience, Duration pause) {
        static final Tries DEFAULT = new Tries(Duration.ofSeconds(60), Duration.ofMillis(500));
    }

    private final DavitApi api;
    private final Tries tries;
    private long seen;

    public OperationWatch(DavitApi api) {
        this(api, Tries.DEFAULT);
    }

    OperationWatch(DavitApi api, Tries tries) {
        this.api = api;
        this.tries = tries;
    }

    /** @return the occurrence, at rest */
    public JsonNode follow(String id, Screen screen) {
        Optional<Instant> lost = Optional.empty();
        while (true) {
            try {
                boolean rests = read(id, screen);
                JsonNode occurrence = api.get(OCCURRENCES + "/" + id);
                if (!ACTIVE.contains(Json.text(occurrence, "operationState"))) {
                    if (!rests) {
                        read(id, screen); // it came to rest just after the stream had broken
                    }
                    return occurrence;
                }
                lost = Optional.empty();
            } catch (IOException | CliException e) {
                lost = Optional.of(lost.orElseGet(Instant::now));
                if (!passes(e) || Duration.between(lost.get(), Instant.now()).compareTo(tries.patience) > 0) {
                    throw failure(e);
                }
                screen.reconnecting(String.valueOf(e.getMessage()));
            }
            pause(id);
        }
    }

    /** @return whether the stream ended with a state in which the operation rests */
    private boolean read(String id, Screen screen) throws IOException {
        String path = "/davit/v1/vnf_lcm_op_occs/" + id + "/events";
        String state = "";
        try (EventStream stream = new EventStream(api.events(path, seen))) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                Event event = Event.parse(Json.read(next.get().data()));
                if (event.sequence() > seen) {
                    seen = event.sequence();
                    state = event.kind().equals("STATE") ? event.message() : state;
                    screen.event(event);
                }
            }
        } catch (JacksonException e) {
            throw new IOException("an event that is no JSON: " + e.getOriginalMessage(), e);
        }
        return !state.isEmpty() && !ACTIVE.contains(state);
    }

    /** Whether it may be better in a moment: a broken connection, a server that restarts. */
    private static boolean passes(Exception failure) {
        return switch (failure) {
            case ApiException refused -> refused.problem().status() == 503;
            case CliException unreachable -> unreachable.exitCode() == ExitCode.NO_ACCESS;
            default -> true;
        };
    }

    private static CliException failure(Exception e) {
        return e instanceof CliException known
                ? known
                : new CliException(ExitCode.NO_ACCESS, "Lost the server: " + e.getMessage());
    }

    private void pause(String id) {
        try {
            TimeUnit.NANOSECONDS.sleep(tries.pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "Interrupted; operation " + id + " goes on.");
        }
    }
}

package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.engine.StepRecord;
import dev.davit.lifecycle.engine.VnfLifecycle;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an operation goes, step by step: Davit's own addition, {@code /davit/v1}. Events come as a JSON array or, for those
 * who accept text/event-stream, live until the operation is at rest.
 */
public final class ProgressRoutes implements AutoCloseable {
    private static final String ONE = "/davit/v1/vnf_lcm_op_occs/{id}";
    private static final int BATCH = 200;
    private static final int MAX_FOLLOWERS = 500;
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(1);
    private static final int COMMENT_AFTER_LOOKS = 15;

    private final VnfLifecycle lifecycle;
    private final Semaphore followers = new Semaphore(MAX_FOLLOWERS);
    private volatile boolean closed;

    public ProgressRoutes(VnfLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    public List<Route> routes() {
        return List.of(Route.read(ONE + "/steps", this::steps), Route.read(ONE + "/events", this::events));
    }

    /** Ends all live streams. */
    @Override
    public void close() {
        closed = true;
    }

    private Answer steps(ApiRequest request) {
        var array = JsonNodeFactory.instance.arrayNode();
        lifecycle.steps(request.caller(), request.id()).forEach(step -> array.add(json(step)));
        return Answer.ok(array);
    }

    private Answer events(ApiRequest request) {
        UUID id = request.id();
        Caller caller = request.caller();
        if (request.header("Accept")
                .filter(a -> a.contains("text/event-stream"))
                .isPresent()) {
            lifecycle.occurrence(caller, id);
            long after = sequence(
                    request, "Last-Event-ID", request.header("Last-Event-ID").orElse("0"));
            return new Answer.Events(sink -> follow(caller, id, after, sink));
        }
        long after = sequence(request, "after", request.query().first("after").orElse("0"));
        var array = JsonNodeFactory.instance.arrayNode();
        lifecycle.events(caller, id, after, BATCH).forEach(event -> array.add(json(event)));
        return Answer.ok(array);
    }

    /**
     * The state is read before the events: when it was at rest then and no event is left, none can come any more
     * (until somebody retries, and then the follower comes back).
     */
    private void follow(Caller caller, UUID id, long start, Answer.EventSink sink) throws InterruptedException {
        if (!followers.tryAcquire()) {
            sink.comment("too many followers, come back later");
            return;
        }
        try {
            long after = start;
            int quietLooks = 0;
            boolean open = true;
            while (open && !closed) {
                boolean atRest = !lifecycle.occurrence(caller, id).state().isActive();
                List<OperationEvent> events = lifecycle.events(caller, id, after, BATCH);
                for (OperationEvent event : events) {
                    sink.event(Long.toString(event.sequence()), json(event));
                    after = event.sequence();
                }
                if (!events.isEmpty()) {
                    quietLooks = 0;
                } else if (atRest) {
                    open = false;
                } else if (++quietLooks % COMMENT_AFTER_LOOKS == 0) {
                    sink.comment("still at it");
                }
                if (open) {
                    lifecycle.awaitEvents(id, after, LOOK_AT_LEAST_EVERY);
                }
            }
        } finally {
            followers.release();
        }
    }

    private static long sequence(ApiRequest request, String name, String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        throw new ProblemException(
                ProblemDetails.badRequest(name, "must be the sequence number of an event of " + request.path()));
    }

    static ObjectNode json(OperationEvent event) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("sequence", event.sequence())
                .put("time", OccurrenceView.time(event.time()))
                .put("kind", event.kind().name());
        event.step().ifPresent(step -> node.set("step", json(step)));
        event.host().ifPresent(host -> node.put("host", host));
        return node.put("message", event.message());
    }

    private static ObjectNode json(StepId id) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", id.name());
        id.target().ifPresent(target -> node.put("target", target));
        return node;
    }

    static ObjectNode json(StepRecord step) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("sequence", step.sequence())
                .put("name", step.id().name());
        step.id().target().ifPresent(target -> node.put("target", target));
        node.put("state", step.state().name())
                .put("attempts", step.attempts())
                .put("startedAt", OccurrenceView.time(step.startedAt()));
        step.endedAt().ifPresent(t -> node.put("endedAt", OccurrenceView.time(t)));
        step.effect().ifPresent(e -> node.put("effect", e.name()));
        step.error().ifPresent(e -> node.put("error", e));
        return node;
    }
}

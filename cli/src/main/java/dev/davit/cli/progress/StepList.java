package dev.davit.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The steps that are under way, in the order in which they began. */
final class StepList {

    /** @param progress the last word of the step, "" before there was one */
    record Active(String name, Instant since, String progress) {
        Duration until(Instant end) {
            return Duration.between(since, end);
        }
    }

    private final Map<String, Active> active = new LinkedHashMap<>();

    void started(Event event) {
        active.put(event.step(), new Active(event.step(), event.time(), ""));
    }

    void progress(Event event) {
        active.computeIfPresent(event.step(), (name, step) -> new Active(name, step.since, event.message()));
    }

    /** @return how long it took; empty when its beginning was not seen */
    Optional<Duration> ended(Event event) {
        return Optional.ofNullable(active.remove(event.step())).map(step -> step.until(event.time()));
    }

    /** After the operation came to rest. */
    void clear() {
        active.clear();
    }

    Collection<Active> active() {
        return active.values();
    }
}

package dev.davit.server.engine;

import static dev.davit.server.engine.EngineBed.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.server.jobs.EventPruning;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EventPruningTest {
    @AutoClose
    private final EngineBed bed = new EngineBed();

    private UUID ended(int daysAgo) {
        UUID operation = bed.start(bed.create().id(), TestVnf.instantiate("configured"));
        bed.run(operation);
        moveBack(operation, daysAgo);
        return operation;
    }

    private void moveBack(UUID operation, int days) {
        bed.database
                .jdbi()
                .useHandle(h -> h.execute(
                        "update lcm_op_occ set state_entered_time = now() - make_interval(days => ?) where id = ?",
                        days,
                        operation));
    }

    private void prune() {
        EventPruning.prune(bed.database.jdbi(), Duration.ofDays(30));
    }

    @Test
    void ofAnOldOperationOnlyItsStatesAreKept() {
        UUID old = ended(31);
        prune();
        assertThat(bed.lifecycle.events(CALLER, old, 0, 1000))
                .extracting(OperationEvent::message)
                .containsExactly("STARTING", "PROCESSING", "COMPLETED");
        assertThat(bed.lifecycle.steps(CALLER, old)).isNotEmpty();
    }

    @Test
    void aYoungerOperationKeepsItsEvents() {
        UUID young = ended(29);
        int events = bed.lifecycle.events(CALLER, young, 0, 1000).size();
        prune();
        assertThat(bed.lifecycle.events(CALLER, young, 0, 1000)).hasSize(events);
    }

    @Test
    void whoeverMayStillRetryAnOperationSeesWhatItDid() {
        bed.vim.failures.put("install [host-a]", "no space left");
        UUID failed = ended(400);
        int events = bed.lifecycle.events(CALLER, failed, 0, 1000).size();
        prune();
        assertThat(bed.lifecycle.events(CALLER, failed, 0, 1000)).hasSize(events);
    }
}

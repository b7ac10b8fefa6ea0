package dev.davit.lifecycle.store;

import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an operation's owner writes in one go.
 *
 * @param steps journal entries to insert or replace
 * @param lastEvent sequence number of the last event so far
 * @param occurrence new state, error and changes; its cancel mode is not written, but cleared when the state is at rest
 * @param instance the instance, when it changed
 * @param removeInstance the instance was deleted and holds no resources any more
 */
public record RunUpdate(
        UUID operationId,
        long epoch,
        List<JournalEntry> steps,
        List<OperationEvent> events,
        long lastEvent,
        Optional<OperationOccurrence> occurrence,
        Optional<VnfInstance> instance,
        boolean removeInstance,
        List<LcmNotification> notifications) {
    public RunUpdate {
        steps = List.copyOf(steps);
        events = List.copyOf(events);
        notifications = List.copyOf(notifications);
    }
}

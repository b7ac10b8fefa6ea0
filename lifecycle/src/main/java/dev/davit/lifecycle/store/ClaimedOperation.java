package dev.davit.lifecycle.store;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import java.util.List;

/**
 * An operation and its new owner's view of it.
 *
 * @param occurrence with the owner's epoch
 * @param instance as last committed
 * @param deleting whether the instance is deleted for its clients
 * @param lastEvent sequence number of the last event
 */
public record ClaimedOperation(
        OperationOccurrence occurrence,
        OperationStart start,
        VnfInstance instance,
        boolean deleting,
        List<JournalEntry> journal,
        long lastEvent) {
    public ClaimedOperation {
        journal = List.copyOf(journal);
    }
}

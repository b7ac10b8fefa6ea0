package dev.davit.lifecycle.store;

import java.util.UUID;

/** Another worker has taken the operation over; whoever gets this must stop and leave everything as it is. */
public final class LostOwnershipException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LostOwnershipException(UUID operationId, long epoch) {
        super("operation " + operationId + " is no longer ours (epoch " + epoch + ")");
    }
}

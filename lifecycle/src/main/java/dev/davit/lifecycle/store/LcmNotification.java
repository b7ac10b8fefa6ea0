package dev.davit.lifecycle.store;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import java.time.Instant;

/** Something that subscribers are told (SOL003 v2.6.1 clause 5.5.2.16 to 5.5.2.18). */
public sealed interface LcmNotification {

    VnfInstance instance();

    Instant time();

    record IdentifierCreated(VnfInstance instance, Instant time) implements LcmNotification {}

    record IdentifierDeleted(VnfInstance instance, Instant time) implements LcmNotification {}

    /** The occurrence has entered its state. */
    record StateEntered(VnfInstance instance, OperationOccurrence occurrence, Instant time)
            implements LcmNotification {}
}

package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.VimConnectionInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.operation.ResourceChanges;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.store.LcmNotification;
import dev.davit.lifecycle.store.LifecycleTransaction;
import dev.davit.lifecycle.store.OperationStart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * MODIFY_INFO (SOL003 v2.6.1 clause 5.4.2.3.4): touches nothing but the instance's row, so it is done when it is accepted,
 * with the same states and notifications as if a worker had done it.
 */
final class Modification {
    private final LifecyclePorts ports;

    Modification(LifecyclePorts ports) {
        this.ports = ports;
    }

    OperationOccurrence modify(VnfInstance seen, LcmRequest.ModifyInfo request) {
        Optional<OnboardedPackage> other = request.vnfdId()
                .filter(vnfdId -> !vnfdId.equals(seen.vnfdId()))
                .map(vnfdId -> ports.packages()
                        .byVnfdId(seen.project(), vnfdId)
                        .orElseThrow(() -> new ProblemException(ProblemDetails.badRequest(
                                "vnfdId", "there is no onboarded VNF package with the vnfdId '" + vnfdId + "'"))));
        return ports.store().inTransaction(transaction -> {
            other.ifPresent(p -> transaction.holdPackage(p.id()));
            VnfInstance instance =
                    transaction.lockInstance(seen.id()).orElseThrow(() -> InstanceChecks.notFound(seen.id()));
            transaction.blocking(instance.id()).ifPresent(occurrence -> {
                throw new ProblemException(ProblemDetails.conflict(InstanceChecks.busy(instance.id(), occurrence)));
            });
            return write(transaction, instance, applied(instance, request, other), request);
        });
    }

    private OperationOccurrence write(
            LifecycleTransaction transaction, VnfInstance before, VnfInstance after, LcmRequest request) {
        Instant now = ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        UUID id = TimeOrderedId.create(now);
        var processing = new OperationOccurrence(
                id,
                before.id(),
                before.project(),
                request,
                OperationState.PROCESSING,
                now,
                now,
                false,
                Optional.empty(),
                Optional.empty(),
                ResourceChanges.NONE,
                0);
        OperationOccurrence completed = processing.enter(OperationState.COMPLETED, now, Optional.empty());
        transaction.insert(completed, new OperationStart(before, after));
        transaction.update(after);
        for (OperationOccurrence occurrence : List.of(processing, completed)) {
            transaction.append(id, Transitions.stateEvent(occurrence.state(), now));
            transaction.announce(new LcmNotification.StateEntered(after, occurrence, now));
        }
        return completed;
    }

    private static VnfInstance applied(
            VnfInstance old, LcmRequest.ModifyInfo request, Optional<OnboardedPackage> other) {
        var vnfd = other.map(OnboardedPackage::vnfd);
        return new VnfInstance(
                old.id(),
                old.project(),
                request.name().orElse(old.name()),
                request.description().or(old::description),
                vnfd.map(v -> v.id()).orElse(old.vnfdId()),
                vnfd.map(v -> v.provider()).orElse(old.provider()),
                vnfd.map(v -> v.productName()).orElse(old.productName()),
                vnfd.map(v -> v.softwareVersion()).orElse(old.softwareVersion()),
                vnfd.map(v -> v.version()).orElse(old.vnfdVersion()),
                other.map(OnboardedPackage::id).orElse(old.packageId()),
                metadata(old.metadata(), request.metadata()),
                connections(old.vimConnections(), request.vimConnections()),
                old.state(),
                old.instantiated(),
                old.createdAt());
    }

    private static Map<String, String> metadata(Map<String, String> old, Map<String, Optional<String>> patch) {
        var merged = new HashMap<>(old);
        patch.forEach((key, value) -> value.ifPresentOrElse(text -> merged.put(key, text), () -> merged.remove(key)));
        return merged;
    }

    /** Those with a known id replace, others are added (SOL003 v2.6.1 table 5.5.2.12-1). */
    private static List<VimConnectionInfo> connections(List<VimConnectionInfo> old, List<VimConnectionInfo> changed) {
        var merged = new LinkedHashMap<String, VimConnectionInfo>();
        old.forEach(connection -> merged.put(connection.id(), connection));
        changed.forEach(connection -> merged.put(connection.id(), connection));
        return List.copyOf(merged.values());
    }
}

package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.ScaleStatus;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmOperation;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.operation.ResourceChanges;
import dev.davit.lifecycle.store.LcmNotification;
import dev.davit.lifecycle.store.LifecycleTransaction;
import dev.davit.lifecycle.store.OperationStart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Accepts operations: checks a request against instance, package, VIM and drivers, and then, in one transaction with the
 * instance locked, checks the state again, writes the occurrence and queues its job.
 */
final class Acceptance {
    private final LifecyclePorts ports;
    private final VimResolution vims;

    Acceptance(LifecyclePorts ports) {
        this.ports = ports;
        this.vims = new VimResolution(ports);
    }

    OperationOccurrence accept(VnfInstance seen, LcmRequest request) {
        VnfInstance current = seen;
        while (true) {
            checkState(current, request.operation(), ports.store().blocking(current.id()));
            UUID operationId = TimeOrderedId.create(now());
            var start = new OperationStart(current, check(operationId, current, request));
            Optional<OperationOccurrence> accepted =
                    ports.store().inTransaction(transaction -> write(transaction, operationId, start, request));
            if (accepted.isPresent()) {
                return accepted.get();
            }
            // Somebody changed the instance between our look and the lock; what was checked may no longer hold.
            current = ports.store().instance(seen.id()).orElseThrow(() -> InstanceChecks.notFound(seen.id()));
        }
    }

    private Optional<OperationOccurrence> write(
            LifecycleTransaction transaction, UUID operationId, OperationStart start, LcmRequest request) {
        VnfInstance locked = transaction
                .lockInstance(start.before().id())
                .orElseThrow(() -> InstanceChecks.notFound(start.before().id()));
        checkState(locked, request.operation(), transaction.blocking(locked.id()));
        return locked.equals(start.before())
                ? Optional.of(write(transaction, operationId, start, request, false))
                : Optional.empty();
    }

    /** For an instance that the transaction has locked and whose state is right. */
    OperationOccurrence write(
            LifecycleTransaction transaction,
            UUID operationId,
            OperationStart start,
            LcmRequest request,
            boolean automatic) {
        Instant now = now();
        var occurrence = new OperationOccurrence(
                operationId,
                start.before().id(),
                start.before().project(),
                request,
                OperationState.STARTING,
                now,
                now,
                automatic,
                Optional.empty(),
                Optional.empty(),
                ResourceChanges.NONE,
                0);
        transaction.insert(occurrence, start);
        // Resources left by a failed instantiate stay known until the new one has removed them.
        boolean leftovers = start.before().instantiated().isPresent();
        VnfInstance changed = leftovers && request instanceof LcmRequest.Instantiate
                ? start.accepted().withInstantiated(start.before().instantiated())
                : start.accepted();
        if (!changed.equals(start.before())) {
            transaction.update(changed);
        }
        transaction.append(operationId, Transitions.stateEvent(OperationState.STARTING, now));
        transaction.announce(new LcmNotification.StateEntered(changed, occurrence, now));
        transaction.enqueue(operationId, occurrence.epoch());
        return occurrence;
    }

    private static void checkState(
            VnfInstance instance, LcmOperation operation, Optional<OperationOccurrence> blocking) {
        blocking.ifPresent(occurrence -> {
            throw new ProblemException(ProblemDetails.conflict(InstanceChecks.busy(instance.id(), occurrence)));
        });
        boolean instantiated = instance.state() == InstantiationState.INSTANTIATED;
        if (operation == LcmOperation.INSTANTIATE && instantiated) {
            throw conflict(instance, "is INSTANTIATED already; terminate it first");
        }
        if (operation != LcmOperation.INSTANTIATE && operation != LcmOperation.MODIFY_INFO && !instantiated) {
            throw conflict(instance, "is NOT_INSTANTIATED; instantiate it first");
        }
    }

    private static ProblemException conflict(VnfInstance instance, String reason) {
        return new ProblemException(ProblemDetails.conflict("VNF instance " + instance.id() + " " + reason + "."));
    }

    /** The instance as the request makes it. @throws ProblemException when the request does not fit */
    private VnfInstance check(UUID operationId, VnfInstance instance, LcmRequest request) {
        return switch (request) {
            case LcmRequest.Instantiate instantiate -> instantiate(operationId, instance, instantiate);
            case LcmRequest.Terminate terminate -> checked(operationId, instance, terminate);
            case LcmRequest.Heal heal -> heal(operationId, instance, heal);
            case LcmRequest.Scale scale -> checked(operationId, instance, scale);
            case LcmRequest.ModifyInfo modify -> throw new IllegalStateException("modify is not queued");
        };
    }

    private VnfInstance instantiate(UUID operationId, VnfInstance instance, LcmRequest.Instantiate request) {
        var flavour = Blueprint.flavour(Blueprint.packageOf(ports, instance), request.flavourId());
        var level = Blueprint.level(flavour, request.instantiationLevelId().orElse(flavour.defaultLevelId()));
        List<ScaleStatus> scale = level.scaleLevels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(aspect -> new ScaleStatus(aspect.getKey(), aspect.getValue()))
                .toList();
        var info = new InstantiatedVnfInfo(
                flavour.id(),
                level.id(),
                "STARTED",
                scale,
                List.of(),
                request.extVirtualLinks(),
                request.extManagedVirtualLinks(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                request.additionalParams(),
                Map.of());
        var connections =
                request.vimConnections().isEmpty() && !instance.vimConnections().isEmpty()
                        ? instance.vimConnections()
                        : vims.connections(instance.project(), request.vimConnections());
        return checked(
                operationId, instance.withVimConnections(connections).withInstantiated(Optional.of(info)), request);
    }

    private VnfInstance checked(UUID operationId, VnfInstance instance, LcmRequest request) {
        Blueprint.of(ports, operationId, instance, request).validate(ports);
        return instance;
    }

    private VnfInstance heal(UUID operationId, VnfInstance instance, LcmRequest.Heal request) {
        var info = instance.instantiated().orElseThrow();
        List<String> unknown = request.vnfcInstanceIds().stream()
                .filter(id -> info.vnfc(id).isEmpty())
                .map(UUID::toString)
                .toList();
        if (!unknown.isEmpty()) {
            String known = info.vnfcs().stream()
                    .map(vnfc -> vnfc.id() + " (" + vnfc.vduId() + ")")
                    .collect(Collectors.joining(", "));
            throw new ProblemException(ProblemDetails.badRequest(
                    "vnfcInstanceId",
                    "the VNF instance has no VNFC " + String.join(", ", unknown) + "; it has: " + known));
        }
        return checked(operationId, instance, request);
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

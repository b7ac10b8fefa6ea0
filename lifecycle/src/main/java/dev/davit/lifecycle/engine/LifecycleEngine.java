package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.store.JournalEntry;
import dev.davit.lifecycle.store.LcmNotification;
import dev.davit.lifecycle.store.LifecycleTransaction;
import dev.davit.lifecycle.store.OperationStart;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;

/** VNF lifecycle management on a store. Safe for use by many threads, and by many processes on one store. */
public final class LifecycleEngine implements VnfLifecycle {
    /** Another process may write events too; so followers look at least this often. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final LifecyclePorts ports;
    private final Acceptance acceptance;
    private final Modification modification;
    private final Transitions transitions;
    private final EventSignal signal = new EventSignal();
    private final OperationRunner runner;

    public LifecycleEngine(LifecyclePorts ports) {
        this.ports = ports;
        this.acceptance = new Acceptance(ports);
        this.modification = new Modification(ports);
        this.transitions = new Transitions(ports);
        this.runner = new OperationRunner(ports, signal);
    }

    /** What jobs call; closing it stops all work of this process. */
    public OperationRunner runner() {
        return runner;
    }

    @Override
    public VnfInstance create(Caller caller, CreateVnf request) {
        OnboardedPackage vnfPackage = onboarded(caller, request);
        UUID id = TimeOrderedId.create(now());
        VnfInstance instance = instance(id, caller, request, vnfPackage);
        ports.store().inTransaction(transaction -> {
            transaction.holdPackage(vnfPackage.id());
            transaction.insert(instance);
            transaction.announce(new LcmNotification.IdentifierCreated(instance, instance.createdAt()));
            return instance;
        });
        // The package can have been deleted just before we held it, but not since.
        if (ports.packages().byId(vnfPackage.id()).isEmpty()) {
            delete(caller, id);
            return create(caller, request);
        }
        return instance;
    }

    private OnboardedPackage onboarded(Caller caller, CreateVnf request) {
        return ports.packages()
                .byVnfdId(caller.project(), request.vnfdId())
                .orElseThrow(() -> new ProblemException(ProblemDetails.notFound(
                        "vnfdId: there is no onboarded VNF package with the vnfdId '" + request.vnfdId() + "'")));
    }

    private VnfInstance instance(UUID id, Caller caller, CreateVnf request, OnboardedPackage vnfPackage) {
        var vnfd = vnfPackage.vnfd();
        return new VnfInstance(
                id,
                caller.project(),
                request.name().orElse("vnf-" + id),
                request.description(),
                vnfd.id(),
                vnfd.provider(),
                vnfd.productName(),
                vnfd.softwareVersion(),
                vnfd.version(),
                vnfPackage.id(),
                request.metadata(),
                List.of(),
                InstantiationState.NOT_INSTANTIATED,
                Optional.empty(),
                now());
    }

    @Override
    public void delete(Caller caller, UUID instanceId) {
        instance(caller, instanceId);
        ports.store().inTransaction(transaction -> {
            VnfInstance instance =
                    transaction.lockInstance(instanceId).orElseThrow(() -> InstanceChecks.notFound(instanceId));
            transaction.blocking(instanceId).ifPresent(occurrence -> {
                throw new ProblemException(ProblemDetails.conflict(InstanceChecks.busy(instanceId, occurrence)));
            });
            if (instance.state() == InstantiationState.INSTANTIATED) {
                throw new ProblemException(ProblemDetails.conflict(
                        "VNF instance " + instanceId + " is INSTANTIATED; terminate it first."));
            }
            delete(transaction, instance);
            return instance;
        });
    }

    /**
     * An instance whose instantiate failed and was given up may still have resources. For its clients it is gone at once;
     * a TERMINATE that Davit starts by itself removes them, and with them the last trace of the instance.
     */
    private void delete(LifecycleTransaction transaction, VnfInstance instance) {
        if (instance.instantiated().isPresent()) {
            transaction.markDeleting(instance.id());
            var request = new LcmRequest.Terminate(false, Optional.empty(), JsonNodeFactory.instance.objectNode());
            acceptance.write(
                    transaction, TimeOrderedId.create(now()), new OperationStart(instance, instance), request, true);
        } else {
            transaction.delete(instance.id());
        }
        transaction.announce(new LcmNotification.IdentifierDeleted(instance, now()));
    }

    @Override
    public VnfInstance instance(Caller caller, UUID instanceId) {
        return ports.store()
                .instance(instanceId)
                .filter(instance -> caller.sees(instance.project()))
                .orElseThrow(() -> InstanceChecks.notFound(instanceId));
    }

    @Override
    public List<VnfInstance> instances(Caller caller, Optional<UUID> after, int limit) {
        return ports.store().instances(projectOf(caller), after, limit);
    }

    @Override
    public OperationOccurrence start(Caller caller, UUID instanceId, LcmRequest request) {
        VnfInstance instance = instance(caller, instanceId);
        OperationOccurrence occurrence = request instanceof LcmRequest.ModifyInfo modify
                ? modification.modify(instance, modify)
                : acceptance.accept(instance, request);
        signal.written(occurrence.id());
        return occurrence;
    }

    @Override
    public OperationOccurrence occurrence(Caller caller, UUID occurrenceId) {
        return ports.store()
                .occurrence(occurrenceId)
                .filter(occurrence -> caller.sees(occurrence.project()))
                .orElseThrow(() -> InstanceChecks.occurrenceNotFound(occurrenceId));
    }

    @Override
    public List<OperationOccurrence> occurrences(Caller caller, Optional<UUID> after, int limit) {
        return ports.store().occurrences(projectOf(caller), after, limit);
    }

    @Override
    public void retry(Caller caller, UUID occurrenceId) {
        occurrence(caller, occurrenceId);
        transitions.retry(occurrenceId);
        signal.written(occurrenceId);
    }

    @Override
    public void rollback(Caller caller, UUID occurrenceId) {
        occurrence(caller, occurrenceId);
        transitions.rollback(occurrenceId);
        signal.written(occurrenceId);
    }

    @Override
    public OperationOccurrence fail(Caller caller, UUID occurrenceId) {
        occurrence(caller, occurrenceId);
        OperationOccurrence failed = transitions.fail(occurrenceId);
        signal.written(occurrenceId);
        return failed;
    }

    @Override
    public void cancel(Caller caller, UUID occurrenceId, String mode) {
        occurrence(caller, occurrenceId);
        transitions.cancel(occurrenceId, mode);
        runner.cancel(occurrenceId, mode);
    }

    @Override
    public List<StepRecord> steps(Caller caller, UUID occurrenceId) {
        occurrence(caller, occurrenceId);
        return ports.store().journal(occurrenceId).stream()
                .map(JournalEntry::step)
                .toList();
    }

    @Override
    public List<OperationEvent> events(Caller caller, UUID occurrenceId, long after, int limit) {
        occurrence(caller, occurrenceId);
        return ports.store().events(occurrenceId, after, limit);
    }

    @Override
    public void awaitEvents(UUID occurrenceId, long after, Duration atMost) throws InterruptedException {
        Duration wait = atMost.compareTo(LONGEST_WAIT) < 0 ? atMost : LONGEST_WAIT;
        signal.await(
                occurrenceId,
                wait,
                () -> !ports.store().events(occurrenceId, after, 1).isEmpty());
    }

    private static Optional<String> projectOf(Caller caller) {
        return caller.admin() ? Optional.empty() : Optional.of(caller.project());
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

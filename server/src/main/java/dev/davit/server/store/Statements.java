package dev.davit.server.store;

import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.engine.StepRecord;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.store.JournalEntry;
import dev.davit.lifecycle.store.OperationStart;
import dev.davit.server.secret.SecretBox;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import tools.jackson.databind.node.ObjectNode;

/** Writes the rows of the lifecycle tables, sealing what may hold a secret. */
final class Statements {
    private final SecretBox secrets;

    Statements(SecretBox secrets) {
        this.secrets = secrets;
    }

    void insert(Handle handle, VnfInstance instance) {
        bind(handle.createUpdate("""
                        insert into vnf_instance (id, project, name, description, vnfd_id, provider, product_name,
                            software_version, vnfd_version, package_id, metadata, vim_connections, state, instantiated,
                            additional_params, created_at)
                        values (:id, :project, :name, :description, :vnfdId, :provider, :productName,
                            :softwareVersion, :vnfdVersion, :packageId, :metadata::jsonb, :connections, :state,
                            :instantiated::jsonb, :additionalParams, :createdAt)
                        """), instance)
                .bind("project", instance.project())
                .bind("createdAt", instance.createdAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    void update(Handle handle, VnfInstance instance) {
        // One statement, for this is done several times in every operation.
        bind(handle.createUpdate(PostgresHostKeys.FORGET_OTHERS + """
                        update vnf_instance set name = :name, description = :description, vnfd_id = :vnfdId,
                            provider = :provider, product_name = :productName, software_version = :softwareVersion,
                            vnfd_version = :vnfdVersion, package_id = :packageId, metadata = :metadata::jsonb,
                            vim_connections = :connections, state = :state, instantiated = :instantiated::jsonb,
                            additional_params = :additionalParams
                        where id = :id
                        """), instance)
                .bindArray("kept", String.class, computeResources(instance))
                .execute();
    }

    private static List<String> computeResources(VnfInstance instance) {
        return instance.instantiated().map(InstantiatedVnfInfo::vnfcs).orElse(List.of()).stream()
                .map(vnfc -> vnfc.computeResource().resourceId())
                .toList();
    }

    private <T extends SqlStatement<T>> T bind(T statement, VnfInstance instance) {
        return statement
                .bind("id", instance.id())
                .bind("name", instance.name())
                .bind("description", instance.description().orElse(null))
                .bind("vnfdId", instance.vnfdId())
                .bind("provider", instance.provider())
                .bind("productName", instance.productName())
                .bind("softwareVersion", instance.softwareVersion())
                .bind("vnfdVersion", instance.vnfdVersion())
                .bind("packageId", instance.packageId())
                .bind("metadata", LifecycleJson.write(instance.metadata()))
                .bind("connections", secrets.seal(LifecycleJson.write(instance.vimConnections())))
                .bind("state", instance.state().name())
                .bind(
                        "instantiated",
                        instance.instantiated().map(Statements::withoutParams).orElse(null))
                .bind(
                        "additionalParams",
                        instance.instantiated()
                                .map(info -> secrets.seal(info.additionalParams()))
                                .orElse(null));
    }

    private static String withoutParams(InstantiatedVnfInfo info) {
        ObjectNode node = LifecycleJson.MAPPER.valueToTree(info);
        node.remove("additionalParams");
        return node.toString();
    }

    void insert(Handle handle, OperationOccurrence occurrence, OperationStart start) {
        handle.createUpdate("""
                        insert into lcm_op_occ (id, instance_id, project, operation, request, state, state_entered_time,
                            start_time, automatic, cancel_mode, error, changes, started_with, epoch, job_epoch)
                        values (:id, :instance, :project, :operation, :request, :state, :entered, :started, :automatic,
                            null, null, :changes::jsonb, :startedWith, :epoch, :epoch)
                        """)
                .bind("id", occurrence.id())
                .bind("instance", occurrence.instanceId())
                .bind("project", occurrence.project())
                .bind("operation", occurrence.operation().name())
                .bind("request", secrets.seal(LifecycleJson.write(occurrence.request())))
                .bind("state", occurrence.state().name())
                .bind("entered", occurrence.stateEnteredTime().atOffset(ZoneOffset.UTC))
                .bind("started", occurrence.startTime().atOffset(ZoneOffset.UTC))
                .bind("automatic", occurrence.automatic())
                .bind("changes", LifecycleJson.write(occurrence.changes()))
                .bind("startedWith", secrets.seal(LifecycleJson.write(start)))
                .bind("epoch", occurrence.epoch())
                .execute();
    }

    static void update(Handle handle, OperationOccurrence occurrence) {
        handle.createUpdate("""
                        update lcm_op_occ set state = :state, state_entered_time = :entered, cancel_mode = :cancelMode,
                            error = :error::jsonb, changes = :changes::jsonb, epoch = :epoch
                        where id = :id
                        """)
                .bind("id", occurrence.id())
                .bind("state", occurrence.state().name())
                .bind("entered", occurrence.stateEnteredTime().atOffset(ZoneOffset.UTC))
                .bind("cancelMode", occurrence.cancelMode().orElse(null))
                .bind("error", occurrence.error().map(LifecycleJson::write).orElse(null))
                .bind("changes", LifecycleJson.write(occurrence.changes()))
                .bind("epoch", occurrence.epoch())
                .execute();
    }

    static void upsert(Handle handle, UUID operationId, List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into lcm_step (operation_id, sequence, phase, name, target, state, attempts, started_at, ended_at,
                    effect, result, error)
                values (:operation, :sequence, :phase, :name, :target, :state, :attempts, :started, :ended, :effect,
                    :result::jsonb, :error)
                on conflict (operation_id, sequence) do update set state = excluded.state,
                    attempts = excluded.attempts, started_at = excluded.started_at, ended_at = excluded.ended_at,
                    effect = excluded.effect, result = excluded.result, error = excluded.error
                """);
        for (JournalEntry entry : entries) {
            StepRecord step = entry.step();
            batch.bind("operation", operationId)
                    .bind("sequence", step.sequence())
                    .bind("phase", entry.phase())
                    .bind("name", step.id().name())
                    .bind("target", step.id().target().orElse(""))
                    .bind("state", step.state().name())
                    .bind("attempts", step.attempts())
                    .bind("started", step.startedAt().atOffset(ZoneOffset.UTC))
                    .bind(
                            "ended",
                            step.endedAt().map(t -> t.atOffset(ZoneOffset.UTC)).orElse(null))
                    .bind("effect", step.effect().map(Enum::name).orElse(null))
                    .bind("result", LifecycleJson.write(step.values()))
                    .bind("error", step.error().orElse(null))
                    .add();
        }
        batch.execute();
    }

    static void insert(Handle handle, UUID operationId, List<OperationEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into lcm_event (operation_id, sequence, time, kind, step_name, step_target, host, message)
                values (:operation, :sequence, :time, :kind, :step, :target, :host, :message)
                """);
        for (OperationEvent event : events) {
            batch.bind("operation", operationId)
                    .bind("sequence", event.sequence())
                    .bind("time", event.time().atOffset(ZoneOffset.UTC))
                    .bind("kind", event.kind().name())
                    .bind("step", event.step().map(StepId::name).orElse(null))
                    .bind("target", event.step().flatMap(StepId::target).orElse(null))
                    .bind("host", event.host().orElse(null))
                    .bind("message", event.message())
                    .add();
        }
        batch.execute();
    }
}

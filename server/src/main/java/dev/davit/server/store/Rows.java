package dev.davit.server.store;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.engine.StepRecord;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.VimConnectionInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmOperation;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.operation.ResourceChanges;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.store.JournalEntry;
import dev.davit.lifecycle.store.OperationStart;
import dev.davit.server.secret.SecretBox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.node.ObjectNode;

/** Reads the rows of the lifecycle tables. */
final class Rows {
    private static final JavaType CONNECTIONS =
            LifecycleJson.MAPPER.getTypeFactory().constructCollectionType(List.class, VimConnectionInfo.class);
    private static final JavaType METADATA =
            LifecycleJson.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class);

    private final SecretBox secrets;

    Rows(SecretBox secrets) {
        this.secrets = secrets;
    }

    VnfInstance instance(ResultSet row) throws SQLException {
        return new VnfInstance(
                uuid(row, "id"),
                row.getString("project"),
                row.getString("name"),
                Optional.ofNullable(row.getString("description")),
                row.getString("vnfd_id"),
                row.getString("provider"),
                row.getString("product_name"),
                row.getString("software_version"),
                row.getString("vnfd_version"),
                uuid(row, "package_id"),
                LifecycleJson.read(row.getString("metadata"), METADATA),
                connections(secrets.open(row.getBytes("vim_connections"))),
                InstantiationState.valueOf(row.getString("state")),
                instantiated(row),
                instant(row, "created_at"));
    }

    static List<VimConnectionInfo> connections(String json) {
        return LifecycleJson.read(json, CONNECTIONS);
    }

    private Optional<InstantiatedVnfInfo> instantiated(ResultSet row) throws SQLException {
        String json = row.getString("instantiated");
        if (json == null) {
            return Optional.empty();
        }
        var node = (ObjectNode) LifecycleJson.MAPPER.readTree(json);
        node.set("additionalParams", secrets.openJson(row.getBytes("additional_params")));
        return Optional.of(LifecycleJson.MAPPER.treeToValue(node, InstantiatedVnfInfo.class));
    }

    OperationOccurrence occurrence(ResultSet row) throws SQLException {
        String request = secrets.open(row.getBytes("request"));
        return new OperationOccurrence(
                uuid(row, "id"),
                uuid(row, "instance_id"),
                row.getString("project"),
                LifecycleJson.readRequest(LcmOperation.valueOf(row.getString("operation")), request),
                OperationState.valueOf(row.getString("state")),
                instant(row, "state_entered_time"),
                instant(row, "start_time"),
                row.getBoolean("automatic"),
                Optional.ofNullable(row.getString("cancel_mode")),
                Optional.ofNullable(row.getString("error")).map(json -> LifecycleJson.read(json, ProblemDetails.class)),
                LifecycleJson.read(row.getString("changes"), ResourceChanges.class),
                row.getLong("epoch"));
    }

    OperationStart start(byte[] sealed) {
        return LifecycleJson.read(secrets.open(sealed), OperationStart.class);
    }

    static JournalEntry journalEntry(ResultSet row) throws SQLException {
        var step = new StepRecord(
                row.getInt("sequence"),
                stepId(row.getString("name"), row.getString("target")),
                StepRecord.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                instant(row, "started_at"),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("effect")).map(StepResult.Effect::valueOf),
                LifecycleJson.read(row.getString("result"), METADATA),
                Optional.ofNullable(row.getString("error")));
        return new JournalEntry(row.getInt("phase"), step);
    }

    static OperationEvent event(ResultSet row) throws SQLException {
        String step = row.getString("step_name");
        return new OperationEvent(
                row.getLong("sequence"),
                instant(row, "time"),
                OperationEvent.Kind.valueOf(row.getString("kind")),
                step == null ? Optional.empty() : Optional.of(stepId(step, row.getString("step_target"))),
                Optional.ofNullable(row.getString("host")),
                row.getString("message"));
    }

    /** A step without target has an empty one in its key columns. */
    private static StepId stepId(String name, String target) {
        return target == null || target.isEmpty() ? StepId.of(name) : StepId.of(name, target);
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

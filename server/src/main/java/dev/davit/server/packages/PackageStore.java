package dev.davit.server.packages;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.server.secret.SecretBox;
import dev.davit.server.store.PackageUse;
import dev.davit.server.store.StorableJson;
import dev.davit.vnfpackage.vnfd.Checksum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * VNF packages in PostgreSQL. State changes are conditional updates: they tell whether the package was in the state that
 * they start from, so that of two requests at once one wins.
 */
final class PackageStore {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SELECT = """
            select p.*, exists (select 1 from vnf_instance i where i.package_id = p.id) as in_use
            from vnf_package p
            """;

    private final Jdbi jdbi;
    private final SecretBox secrets;
    private final String node;
    private final JsonMapper json = JsonMapper.shared();

    PackageStore(Jdbi jdbi, SecretBox secrets, String node) {
        this.jdbi = jdbi;
        this.secrets = secrets;
        this.node = node;
    }

    void create(UUID id, String project, ObjectNode userDefinedData) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into vnf_package
                            (id, project, node, onboarding_state, operational_state, user_defined_data, created_at)
                        values (:id, :project, :node, 'CREATED', 'DISABLED', :data::jsonb, now())
                        """)
                .bind("id", id)
                .bind("project", project)
                .bind("node", node)
                .bind("data", userDefinedData.toString())
                .execute());
    }

    Optional<VnfPackage> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "where p.id = :id")
                .bind("id", id)
                .map(this::map)
                .findOne());
    }

    Optional<VnfPackage> byVnfdId(String project, String vnfdId) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + "where p.project = :project and p.vnfd_id = :vnfdId")
                        .bind("project", project)
                        .bind("vnfdId", vnfdId)
                        .map(this::map)
                        .findOne());
    }

    List<VnfPackage> list(Caller caller, Optional<UUID> after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                        where (:admin or p.project = :project) and (:after::uuid is null or p.id > :after::uuid)
                        order by p.id limit :limit
                        """)
                .bind("admin", caller.admin())
                .bind("project", caller.project())
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map(this::map)
                .list());
    }

    /** CREATED to UPLOADING. @param download sealed and kept until the file is there, so that it can be started again */
    boolean uploading(UUID id, Optional<UriDownload.Source> download) {
        return update(
                """
                update vnf_package set onboarding_state = 'UPLOADING', node = :node, download = :download, failure = null
                where id = :id and onboarding_state = 'CREATED'
                """,
                statement -> statement
                        .bind("id", id)
                        .bind("node", node)
                        .bind(
                                "download",
                                download.map(d -> secrets.seal(json.<ObjectNode>valueToTree(d)))
                                        .orElse(null)));
    }

    /** UPLOADING to PROCESSING. */
    boolean processing(UUID id, VnfPackage.Stored stored) {
        return update(
                """
                update vnf_package
                set onboarding_state = 'PROCESSING', download = null, checksum = :checksum, size = :size
                where id = :id and onboarding_state = 'UPLOADING'
                """,
                statement -> statement
                        .bind("id", id)
                        .bind(
                                "checksum",
                                stored.checksum().algorithm() + ":"
                                        + stored.checksum().hash())
                        .bind("size", stored.size()));
    }

    /** PROCESSING to ONBOARDED and ENABLED. @return false when another package of the project has that vnfdId */
    boolean onboarded(UUID id, PackageContent content) {
        try {
            update(
                    """
                    update vnf_package
                    set onboarding_state = 'ONBOARDED', operational_state = 'ENABLED', vnfd_id = :vnfdId,
                        content = :content::jsonb, failure = null
                    where id = :id and onboarding_state = 'PROCESSING'
                    """,
                    statement -> statement
                            .bind("id", id)
                            .bind("vnfdId", content.vnfd().id())
                            .bind("content", StorableJson.of(json.writeValueAsString(content))));
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** UPLOADING or PROCESSING back to CREATED. */
    void failed(UUID id, ProblemDetails failure) {
        update(
                """
                update vnf_package
                set onboarding_state = 'CREATED', download = null, checksum = null, size = null, failure = :failure::jsonb
                where id = :id and onboarding_state in ('UPLOADING', 'PROCESSING')
                """,
                statement ->
                        statement.bind("id", id).bind("failure", StorableJson.of(json.writeValueAsString(failure))));
    }

    boolean operational(UUID id, OperationalState state) {
        return update("""
                update vnf_package set operational_state = :state
                where id = :id and onboarding_state = 'ONBOARDED' and operational_state <> :state
                """, statement -> statement.bind("id", id).bind("state", state.name()));
    }

    void userDefinedData(UUID id, ObjectNode merged) {
        update(
                "update vnf_package set user_defined_data = user_defined_data || :data::jsonb where id = :id",
                statement -> statement.bind("id", id).bind("data", merged.toString()));
    }

    /** Removes it unless it is enabled, in use or being onboarded. */
    boolean delete(UUID id) {
        return jdbi.inTransaction(handle -> {
            PackageUse.lockForChange(handle, id);
            return handle.createUpdate("""
                                    delete from vnf_package
                                    where id = :id and operational_state = 'DISABLED'
                                        and onboarding_state in ('CREATED', 'ONBOARDED')
                                        and not exists (select 1 from vnf_instance where package_id = :id)
                                    """).bind("id", id).execute() == 1;
        });
    }

    /** The packages that this node had begun with when it ended. */
    List<VnfPackage> unfinished() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + "where p.node = :node and p.onboarding_state in ('UPLOADING', 'PROCESSING')")
                .bind("node", node)
                .map(this::map)
                .list());
    }

    /** The packages that other nodes are taking in now. */
    Set<UUID> arrivingElsewhere() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from vnf_package where node <> :node and onboarding_state in ('UPLOADING', 'PROCESSING')")
                .bind("node", node)
                .mapTo(UUID.class)
                .set());
    }

    /** Where an unfinished download came from. */
    Optional<UriDownload.Source> download(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select download from vnf_package where id = :id and download is not null")
                        .bind("id", id)
                        .mapTo(byte[].class)
                        .findOne())
                .map(bytes -> json.treeToValue(secrets.openJson(bytes), UriDownload.Source.class));
    }

    private boolean update(String sql, java.util.function.Consumer<org.jdbi.v3.core.statement.Update> binder) {
        return jdbi.withHandle(handle -> {
            var statement = handle.createUpdate(sql);
            binder.accept(statement);
            return statement.execute() == 1;
        });
    }

    private VnfPackage map(ResultSet row, StatementContext context) throws SQLException {
        return new VnfPackage(
                row.getObject("id", UUID.class),
                row.getString("project"),
                OnboardingState.valueOf(row.getString("onboarding_state")),
                OperationalState.valueOf(row.getString("operational_state")),
                row.getBoolean("in_use"),
                (ObjectNode) json.readTree(row.getString("user_defined_data")),
                stored(row),
                Optional.ofNullable(row.getString("content")).map(c -> json.readValue(c, PackageContent.class)),
                Optional.ofNullable(row.getString("failure")).map(f -> json.readValue(f, ProblemDetails.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<VnfPackage.Stored> stored(ResultSet row) throws SQLException {
        String checksum = row.getString("checksum");
        if (checksum == null) {
            return Optional.empty();
        }
        int colon = checksum.indexOf(':');
        return Optional.of(new VnfPackage.Stored(
                new Checksum(checksum.substring(0, colon), checksum.substring(colon + 1)), row.getLong("size")));
    }
}

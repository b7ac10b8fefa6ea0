package dev.davit.server.vims;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.server.secret.SecretBox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** VIMs in PostgreSQL. */
final class VimStore {
    private final Jdbi jdbi;
    private final SecretBox secrets;
    private final JsonMapper json = JsonMapper.shared();

    VimStore(Jdbi jdbi, SecretBox secrets) {
        this.jdbi = jdbi;
        this.secrets = secrets;
    }

    /** @throws ProblemException 409 for a name that is taken, 400 for a second default */
    void insert(RegisteredVim vim, Optional<UUID> owner) {
        write(vim, owner, """
                insert into vim (id, project, name, description, type, auth_url, auth_cred, vim_project, extra, regions,
                    is_default, status, created_at, updated_at, owner)
                values (:id, :project, :name, :description, :type, :authUrl, :authCred, :vimProject::jsonb, :extra,
                    :regions::jsonb, :isDefault, :status, :createdAt, :updatedAt, :owner::uuid)
                """);
    }

    /** @throws ProblemException as insert */
    void update(RegisteredVim vim) {
        write(vim, Optional.empty(), """
                update vim set name = :name, description = :description, auth_url = :authUrl, auth_cred = :authCred,
                    vim_project = :vimProject::jsonb, extra = :extra, regions = :regions::jsonb, is_default = :isDefault,
                    status = :status, updated_at = :updatedAt
                where id = :id
                """);
    }

    void delete(UUID id) {
        jdbi.useHandle(handle -> handle.execute("delete from vim where id = ?", id));
    }

    Optional<RegisteredVim> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from vim where id = :id")
                .bind("id", id)
                .map(this::map)
                .findOne());
    }

    Optional<RegisteredVim> named(String project, String name) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from vim where project = :project and name = :name")
                        .bind("project", project)
                        .bind("name", name)
                        .map(this::map)
                        .findOne());
    }

    /** The VIM that a VNF instance runs under this name. */
    Optional<RegisteredVim> ownedBy(UUID owner, String name) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from vim where owner = :owner and name = :name")
                .bind("owner", owner)
                .bind("name", name)
                .map(this::map)
                .findOne());
    }

    /** The VNF instance that a VIM runs on. */
    Optional<UUID> owner(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select owner from vim where id = :id and owner is not null")
                        .bind("id", id)
                        .mapTo(UUID.class)
                        .findOne());
    }

    /** The VNF instance that a VIM runs on, as long as that has resources. */
    Optional<UUID> livingOwner(UUID id) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select owner from vim join vnf_instance on vnf_instance.id = vim.owner
                        where vim.id = :id and vnf_instance.instantiated is not null
                        """).bind("id", id).mapTo(UUID.class).findOne());
    }

    Optional<RegisteredVim> defaultOf(String project) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from vim where project = :project and is_default")
                .bind("project", project)
                .map(this::map)
                .findOne());
    }

    List<RegisteredVim> list(Caller caller) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from vim where :admin or project = :project order by created_at, id")
                .bind("admin", caller.admin())
                .bind("project", caller.project())
                .map(this::map)
                .list());
    }

    private void write(RegisteredVim vim, Optional<UUID> owner, String sql) {
        try {
            jdbi.useHandle(handle -> bind(handle.createUpdate(sql), vim)
                    .bindByType("owner", owner.orElse(null), UUID.class)
                    .execute());
        } catch (UnableToExecuteStatementException e) {
            throw violated(e)
                    .map(constraint -> constraint.equals("vim_name")
                            ? new ProblemException(
                                    ProblemDetails.conflict("vim.name: there is a VIM of that name already."), e)
                            : new ProblemException(
                                    ProblemDetails.badRequest(
                                            "vim.is_default",
                                            "this project has a default VIM already; set its is_default to false first"),
                                    e))
                    .map(RuntimeException.class::cast)
                    .orElse(e);
        }
    }

    private static Optional<String> violated(UnableToExecuteStatementException e) {
        return e.getCause() instanceof PSQLException sql && "23505".equals(sql.getSQLState())
                ? Optional.ofNullable(sql.getServerErrorMessage()).map(ServerErrorMessage::getConstraint)
                : Optional.empty();
    }

    private Update bind(Update statement, RegisteredVim vim) {
        return statement
                .bind("id", vim.id())
                .bind("project", vim.project())
                .bind("name", vim.name())
                .bind("description", vim.description())
                .bind("type", vim.type())
                .bind("authUrl", vim.authUrl())
                .bind("authCred", secrets.seal(vim.authCred()))
                .bind("vimProject", vim.vimProject().toString())
                .bind("extra", secrets.seal(vim.extra()))
                .bind("regions", json.writeValueAsString(vim.regions()))
                .bind("isDefault", vim.isDefault())
                .bind("status", vim.status())
                .bind("createdAt", vim.createdAt().atOffset(ZoneOffset.UTC))
                .bind("updatedAt", vim.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private RegisteredVim map(ResultSet row, StatementContext context) throws SQLException {
        return new RegisteredVim(
                row.getObject("id", UUID.class),
                row.getString("project"),
                row.getString("name"),
                row.getString("description"),
                row.getString("type"),
                row.getString("auth_url"),
                (ObjectNode) secrets.openJson(row.getBytes("auth_cred")),
                (ObjectNode) json.readTree(row.getString("vim_project")),
                (ObjectNode) secrets.openJson(row.getBytes("extra")),
                json.readValue(row.getString("regions"), new TypeReference<List<String>>() {}),
                row.getBoolean("is_default"),
                row.getString("status"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

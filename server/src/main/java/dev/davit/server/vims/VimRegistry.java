package dev.davit.server.vims;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimCatalog;
import dev.davit.server.secret.SecretBox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.node.ObjectNode;

/** The VIMs that are registered. Each is contacted before it is kept. A VIM of another project does not exist for a caller. */
public final class VimRegistry implements VimCatalog {
    static final String ACTIVE = "ACTIVE";

    private final VimStore store;
    private final Map<String, VimCheck> kinds;
    private final Clock clock;

    /** @param kinds how VIMs are contacted, by type */
    public VimRegistry(Jdbi jdbi, SecretBox secrets, Map<String, VimCheck> kinds, Clock clock) {
        this.store = new VimStore(jdbi, secrets);
        this.kinds = Map.copyOf(kinds);
        this.clock = clock;
    }

    /** What a client gives to register a VIM. @param project the owner */
    public record Registration(
            String project,
            String name,
            String description,
            String type,
            String authUrl,
            ObjectNode authCred,
            ObjectNode vimProject,
            ObjectNode extra,
            boolean isDefault) {}

    /** What can change later. */
    public record Change(
            Optional<String> name,
            Optional<String> description,
            Optional<ObjectNode> authCred,
            Optional<ObjectNode> vimProject,
            Optional<ObjectNode> extra,
            Optional<Boolean> isDefault) {

        /** Whether it is reached, or called, otherwise from now on. */
        public boolean changesAccess() {
            return name.isPresent() || authCred.isPresent() || vimProject.isPresent();
        }
    }

    /** @throws ProblemException 400 when it cannot be reached with these credentials or would be a second default, 409 for a name twice */
    public RegisteredVim register(Registration wish) {
        Instant now = now();
        var vim = new RegisteredVim(
                UUID.randomUUID(),
                wish.project(),
                wish.name(),
                wish.description(),
                wish.type(),
                wish.authUrl(),
                wish.authCred(),
                wish.vimProject(),
                wish.extra(),
                List.of(),
                wish.isDefault(),
                ACTIVE,
                now,
                now);
        RegisteredVim checked = vim.withRegions(kind(vim).check(vim));
        store.insert(checked, Optional.empty());
        return checked;
    }

    /** @throws ProblemException as register, and 404 */
    public RegisteredVim change(Caller caller, UUID id, Change change) {
        RegisteredVim old = get(caller, id);
        var vim = new RegisteredVim(
                id,
                old.project(),
                change.name().orElse(old.name()),
                change.description().orElse(old.description()),
                old.type(),
                old.authUrl(),
                change.authCred().orElse(old.authCred()),
                change.vimProject().orElse(old.vimProject()),
                change.extra().orElse(old.extra()),
                old.regions(),
                change.isDefault().orElse(old.isDefault()),
                ACTIVE,
                old.createdAt(),
                now());
        boolean reach = change.authCred().isPresent() || change.vimProject().isPresent();
        RegisteredVim checked = reach ? vim.withRegions(kind(vim).check(vim)) : vim;
        store.update(checked);
        return checked;
    }

    /** The VNF instance that a VIM runs on, as long as that exists: a management driver has registered it. */
    public Optional<UUID> livingOwner(UUID id) {
        return store.livingOwner(id);
    }

    /** @throws ProblemException 404 */
    public void delete(Caller caller, UUID id) {
        store.delete(get(caller, id).id());
    }

    public RegisteredVim get(Caller caller, UUID id) {
        return store.find(id)
                .filter(v -> caller.sees(v.project()))
                .orElseThrow(
                        () -> new ProblemException(ProblemDetails.notFound("There is no VIM with the id " + id + ".")));
    }

    public List<RegisteredVim> list(Caller caller) {
        return store.list(caller);
    }

    public Optional<RegisteredVim> find(UUID id) {
        return store.find(id);
    }

    @Override
    public Optional<RegisteredVim> vim(String project, UUID vimId) {
        return store.find(vimId).filter(v -> v.project().equals(project));
    }

    @Override
    public Optional<RegisteredVim> defaultVim(String project) {
        return store.defaultOf(project);
    }

    private VimCheck kind(RegisteredVim vim) {
        return Optional.ofNullable(kinds.get(vim.type()))
                .orElseThrow(() -> new ProblemException(ProblemDetails.badRequest(
                        "vim.type",
                        "this server knows VIMs of type "
                                + String.join(
                                        ", ", kinds.keySet().stream().sorted().toList())
                                + " only")));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

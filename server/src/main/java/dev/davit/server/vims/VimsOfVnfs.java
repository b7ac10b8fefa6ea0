package dev.davit.server.vims;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimRegistrations;
import dev.davit.server.secret.SecretBox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The VIMs that management drivers have built and registered, among those that people registered. They are not contacted:
 * a driver registers what it has just used, and Davit need not reach a cluster's API itself.
 */
public final class VimsOfVnfs implements VimRegistrations {
    private final VimStore store;
    private final VimUsage usage;
    private final Clock clock;

    public VimsOfVnfs(Jdbi jdbi, SecretBox secrets, VimUsage usage, Clock clock) {
        this.store = new VimStore(jdbi, secrets);
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public RegisteredVim put(Registration wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<RegisteredVim> own = store.ownedBy(wish.owner(), wish.name());
        if (own.isPresent()) {
            RegisteredVim vim =
                    vim(wish, own.get().id(), own.get().isDefault(), own.get().createdAt(), now);
            store.update(vim);
            return vim;
        }
        store.named(wish.project(), wish.name()).ifPresent(other -> {
            throw taken(wish, other);
        });
        RegisteredVim vim = vim(wish, UUID.randomUUID(), false, now, now);
        store.insert(vim, Optional.of(wish.owner()));
        return vim;
    }

    private ProblemException taken(Registration wish, RegisteredVim other) {
        String whose = store.owner(other.id())
                .map(owner -> "which VNF instance " + owner + " runs")
                .orElse("which somebody has registered");
        return new ProblemException(ProblemDetails.conflict("There is a VIM named '" + wish.name() + "' (" + other.id()
                + ") already, " + whose + ". Delete that one, or choose another vim_name."));
    }

    private static RegisteredVim vim(Registration wish, UUID id, boolean isDefault, Instant created, Instant now) {
        return new RegisteredVim(
                id,
                wish.project(),
                wish.name(),
                "Runs on VNF instance " + wish.owner(),
                wish.type(),
                wish.url(),
                wish.credentials(),
                JsonNodeFactory.instance.objectNode().put("name", "default"),
                JsonNodeFactory.instance.objectNode(),
                List.of(),
                isDefault,
                VimRegistry.ACTIVE,
                created,
                now);
    }

    @Override
    public Optional<RegisteredVim> named(String project, String name) {
        return store.named(project, name);
    }

    @Override
    public Optional<UUID> ownerOf(UUID vimId) {
        return store.owner(vimId);
    }

    @Override
    public boolean isInUse(UUID vimId) {
        return !users(vimId).isEmpty();
    }

    private List<UUID> users(UUID vimId) {
        Optional<UUID> owner = store.owner(vimId);
        return usage.users(vimId).stream()
                .filter(user -> !Optional.of(user).equals(owner))
                .toList();
    }

    @Override
    public void remove(UUID owner, String name) {
        store.ownedBy(owner, name).ifPresent(vim -> {
            List<UUID> users = users(vim.id());
            if (!users.isEmpty()) {
                throw new ProblemException(ProblemDetails.conflict("VIM '" + name + "' (" + vim.id()
                        + ") has resources of other VNF instances; terminate VNF instance "
                        + users.stream().map(UUID::toString).collect(Collectors.joining(", ")) + " first."));
            }
            store.delete(vim.id());
        });
    }
}

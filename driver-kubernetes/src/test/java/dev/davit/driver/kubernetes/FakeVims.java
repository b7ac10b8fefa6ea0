package dev.davit.driver.kubernetes;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimRegistrations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Registered VIMs in memory, with the rules of the contract. */
final class FakeVims implements VimRegistrations {
    private record Entry(RegisteredVim vim, UUID owner) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Set<UUID> used = ConcurrentHashMap.newKeySet();

    void use(UUID vim) {
        used.add(vim);
    }

    @Override
    public RegisteredVim put(Registration registration) {
        Entry before = entries.get(registration.name());
        if (before != null && !before.owner().equals(registration.owner())) {
            throw new ProblemException(ProblemDetails.conflict("VIM " + registration.name() + " is another's"));
        }
        UUID id = before == null ? UUID.randomUUID() : before.vim().id();
        var empty = JsonMapper.shared().createObjectNode();
        var vim = new RegisteredVim(
                id,
                registration.project(),
                registration.name(),
                "",
                registration.type(),
                registration.url(),
                registration.credentials(),
                empty,
                empty,
                List.of(),
                false,
                "REACHABLE",
                Instant.EPOCH,
                Instant.EPOCH);
        entries.put(registration.name(), new Entry(vim, registration.owner()));
        return vim;
    }

    @Override
    public Optional<RegisteredVim> named(String project, String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::vim);
    }

    @Override
    public Optional<UUID> ownerOf(UUID vimId) {
        return entries.values().stream()
                .filter(entry -> entry.vim().id().equals(vimId))
                .map(Entry::owner)
                .findFirst();
    }

    @Override
    public boolean isInUse(UUID vimId) {
        return used.contains(vimId);
    }

    @Override
    public void remove(UUID owner, String name) {
        Entry entry = entries.get(name);
        if (entry != null && entry.owner().equals(owner)) {
            if (isInUse(entry.vim().id())) {
                throw new ProblemException(ProblemDetails.conflict("VIM " + name + " is in use"));
            }
            entries.remove(name);
        }
    }
}

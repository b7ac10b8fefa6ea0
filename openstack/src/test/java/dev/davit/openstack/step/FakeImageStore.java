package dev.davit.openstack.step;

import dev.davit.lifecycle.vim.VimImageStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps in memory what the real store keeps in a database. */
public final class FakeImageStore implements VimImageStore {
    private record Key(UUID packageId, UUID vimId, String name) {}

    private record Row(Optional<UUID> owner, Optional<String> imageId, boolean ready) {}

    private final Map<Key, Row> rows = new LinkedHashMap<>();

    /** Operations that are still running. */
    public final Set<UUID> active = ConcurrentHashMap.newKeySet();

    @Override
    public synchronized Claim claim(UUID packageId, UUID vimId, String name, UUID operationId) {
        var key = new Key(packageId, vimId, name);
        var row = rows.get(key);
        if (row != null && row.ready()) {
            return new Claim.Ready(row.imageId().orElseThrow());
        }
        if (row != null
                && !row.owner().equals(Optional.of(operationId))
                && active.contains(row.owner().orElseThrow())) {
            return new Claim.Busy(row.owner().get());
        }
        Optional<String> leftover = row == null ? Optional.empty() : row.imageId();
        rows.put(key, new Row(Optional.of(operationId), leftover, false));
        return new Claim.Yours(leftover);
    }

    @Override
    public synchronized void created(UUID packageId, UUID vimId, String name, String imageId) {
        rows.computeIfPresent(
                new Key(packageId, vimId, name), (k, row) -> new Row(row.owner(), Optional.of(imageId), false));
    }

    @Override
    public synchronized void ready(UUID packageId, UUID vimId, String name, String imageId) {
        rows.put(new Key(packageId, vimId, name), new Row(Optional.empty(), Optional.of(imageId), true));
    }

    @Override
    public synchronized List<Entry> ofPackage(UUID packageId) {
        return rows.entrySet().stream()
                .filter(e -> e.getKey().packageId().equals(packageId))
                .map(e -> new Entry(
                        packageId,
                        e.getKey().vimId(),
                        e.getKey().name(),
                        e.getValue().imageId(),
                        e.getValue().ready()))
                .toList();
    }

    @Override
    public synchronized void remove(UUID packageId, UUID vimId, String name) {
        rows.remove(new Key(packageId, vimId, name));
    }
}

package dev.davit.server.vims;

import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.engine.VnfLifecycle;
import dev.davit.lifecycle.instance.VnfInstance;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks for VNF instances with resources in a VIM. Their connections are sealed in the database, so each is looked at. */
public final class UsedVims implements VimUsage {
    private static final Caller EVERYTHING = new Caller("", "", true);
    private static final int BATCH = 200;

    private final VnfLifecycle lifecycle;

    public UsedVims(VnfLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public boolean isUsed(UUID vimId) {
        Optional<UUID> after = Optional.empty();
        List<VnfInstance> batch;
        do {
            batch = lifecycle.instances(EVERYTHING, after, BATCH);
            if (batch.stream().anyMatch(i -> uses(i, vimId))) {
                return true;
            }
            after = batch.isEmpty() ? after : Optional.of(batch.getLast().id());
        } while (batch.size() == BATCH);
        return false;
    }

    private static boolean uses(VnfInstance instance, UUID vimId) {
        return instance.instantiated().isPresent()
                && instance.vimConnections().stream()
                        .anyMatch(
                                c -> c.vimId().filter(vimId.toString()::equals).isPresent());
    }
}

package dev.davit.server.store;

import dev.davit.lifecycle.instance.VimConnectionInfo;
import dev.davit.server.secret.SecretBox;
import dev.davit.server.vims.VimUsage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Looks for VNF instances with resources in a VIM, deleted ones whose resources are still being removed included. Their
 * connections are sealed in the database, so each is looked at.
 */
public final class ResourcesInVims implements VimUsage {
    private final Jdbi jdbi;
    private final SecretBox secrets;

    public ResourcesInVims(Jdbi jdbi, SecretBox secrets) {
        this.jdbi = jdbi;
        this.secrets = secrets;
    }

    private record Connected(UUID instanceId, List<VimConnectionInfo> connections) {
        boolean to(UUID vimId) {
            return connections.stream().anyMatch(c -> c.vimId().equals(Optional.of(vimId.toString())));
        }
    }

    @Override
    public List<UUID> users(UUID vimId) {
        return jdbi.withHandle(handle -> handle
                .createQuery("select id, vim_connections from vnf_instance where instantiated is not null order by id")
                .map((row, context) -> new Connected(
                        Rows.uuid(row, "id"), Rows.connections(secrets.open(row.getBytes("vim_connections")))))
                .stream()
                .filter(instance -> instance.to(vimId))
                .map(Connected::instanceId)
                .toList());
    }
}

package dev.davit.server.vims;

import java.util.List;
import java.util.UUID;

/** Which VNF instances have resources in a VIM. */
@FunctionalInterface
public interface VimUsage {
    List<UUID> users(UUID vimId);
}

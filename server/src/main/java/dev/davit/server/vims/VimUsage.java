package dev.davit.server.vims;

import java.util.UUID;

/** Whether VNF instances have resources in a VIM. */
@FunctionalInterface
public interface VimUsage {
    boolean isUsed(UUID vimId);
}

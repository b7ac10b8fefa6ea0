package dev.davit.lifecycle.instance;

import java.util.Optional;

/** An internal virtual link whose network exists already (ExtManagedVirtualLinkData, SOL003 v2.6.1 clause 4.4.1.12). */
public record ExtManagedVirtualLink(
        String id, String virtualLinkDescId, Optional<String> vimConnectionId, String resourceId) {}

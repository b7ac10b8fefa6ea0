package dev.davit.lifecycle.instance;

import java.util.Optional;

/**
 * A resource in a VIM (SOL003 v2.6.1 clause 4.4.1.7).
 *
 * @param vimConnectionId id of the registered VIM; empty for a network that the request named without one
 * @param resourceId the VIM's own id
 * @param type vimLevelResourceType, a Heat type name such as OS::Nova::Server
 */
public record ResourceHandle(Optional<String> vimConnectionId, String resourceId, Optional<String> type) {}

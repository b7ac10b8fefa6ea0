package dev.davit.lifecycle.instance;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the VNF's resources in a VIM are reached (SOL003 v2.6.1 clause 4.4.1.6).
 *
 * @param vimId the registered VIM (its credentials are used when accessInfo has none)
 * @param accessInfo may hold secrets: sealed at rest, masked in answers
 */
public record VimConnectionInfo(
        String id,
        Optional<String> vimId,
        String vimType,
        ObjectNode interfaceInfo,
        ObjectNode accessInfo,
        ObjectNode extra) {}

package dev.davit.lifecycle.vim;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A VIM that Davit may use (the legacy /v1.0/vims resource).
 *
 * @param type openstack or kubernetes
 * @param authUrl for OpenStack: Keystone's v3 URL
 * @param authCred user names, passwords, tokens, certificates: sealed at rest, masked in answers
 * @param vimProject name and domain of the project
 * @param regions found when it was registered
 */
public record RegisteredVim(
        UUID id,
        String project,
        String name,
        String description,
        String type,
        String authUrl,
        ObjectNode authCred,
        ObjectNode vimProject,
        ObjectNode extra,
        List<String> regions,
        boolean isDefault,
        String status,
        Instant createdAt,
        Instant updatedAt) {
    public RegisteredVim {
        regions = List.copyOf(regions);
    }

    /** With the regions that were found when it was contacted. */
    public RegisteredVim withRegions(List<String> found) {
        return with(authCred, vimProject, found);
    }

    /** The same VIM as another user of it, or in another of its projects. */
    public RegisteredVim withAccess(ObjectNode credentials, ObjectNode itsProject) {
        return with(credentials, itsProject, regions);
    }

    private RegisteredVim with(ObjectNode credentials, ObjectNode itsProject, List<String> itsRegions) {
        return new RegisteredVim(
                id,
                project,
                name,
                description,
                type,
                authUrl,
                credentials,
                itsProject,
                extra,
                itsRegions,
                isDefault,
                status,
                createdAt,
                updatedAt);
    }
}

package dev.davit.lifecycle.vim;

import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a management driver registers what it has built as a VIM of its own (a Kubernetes cluster under its vim_name).
 * Such a VIM belongs to the VNF instance that it runs on. Safe to call again with the same values.
 */
public interface VimRegistrations {

    /**
     * What is registered.
     *
     * @param owner the VNF instance
     * @param type for example kubernetes
     * @param url where its API answers
     * @param credentials for Kubernetes: bearer_token and ssl_ca_cert (PEM); sealed at rest, masked in answers
     */
    record Registration(UUID owner, String project, String name, String type, String url, ObjectNode credentials) {}

    /**
     * Registers it, or changes the one that this owner has registered under this name; its id stays.
     *
     * @throws dev.davit.lifecycle.ProblemException 409 when the project has a VIM of this name that is not the owner's
     */
    RegisteredVim put(Registration registration);

    /** The project's VIM of that name, whoever registered it. */
    Optional<RegisteredVim> named(String project, String name);

    /** The VNF instance that registered a VIM; empty when a person did. */
    Optional<UUID> ownerOf(UUID vimId);

    /** Whether VNF instances use a VIM, so that it must stay. */
    boolean isInUse(UUID vimId);

    /** Removes the owner's VIM of that name. Nothing there is fine. @throws dev.davit.lifecycle.ProblemException 409 while in use */
    void remove(UUID owner, String name);
}

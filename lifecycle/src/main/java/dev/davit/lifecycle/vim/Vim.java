package dev.davit.lifecycle.vim;

import dev.davit.lifecycle.plan.Phase;
import java.util.List;
import java.util.UUID;

/**
 * A kind of virtualised infrastructure manager: contributes the steps that create, replace and remove a VNF's resources.
 * Phases of {@link #instantiate} and {@link #heal} end with a step that puts the resources found into the instance
 * ({@link dev.davit.lifecycle.instance.InstantiatedVnfInfo#withResources}), keeping the ids of VNFCs whose compute
 * resource was replaced. Implementations are safe for use by many operations at once.
 */
public interface Vim {

    /** vimType, e.g. openstack. */
    String type();

    /**
     * Contacts the VIM with the given credentials.
     *
     * @return its regions
     * @throws dev.davit.lifecycle.ProblemException 400 with what to mend when it is unreachable or refuses the credentials
     */
    List<String> check(RegisteredVim vim);

    /**
     * Checks an instantiate request before it is accepted: what the package and additionalParams ask of this kind of VIM.
     *
     * @throws dev.davit.lifecycle.ProblemException 400 naming the field
     */
    default void validate(VimWork work) {}

    /** Creates everything; undo of its steps removes it again. */
    List<Phase> instantiate(VimWork work);

    /** Removes everything; nothing there is fine. */
    List<Phase> terminate(VimWork work);

    /** Replaces the compute resources of these VNFCs, and keeps their ids. */
    List<Phase> healVnfcs(VimWork work, List<UUID> vnfcInstanceIds);

    /** Removes everything and creates it anew. */
    List<Phase> healEntireVnf(VimWork work);

    /**
     * Adds or removes the VNFCs of a scaling aspect, exactly the steps asked for; ids of VNFCs that stay are kept. Undo of a
     * scale out removes what was added.
     */
    List<Phase> scale(VimWork work, ScaleWork scale);

    /** Removes what was put into the VIM on behalf of a package (images). Nothing there is fine. */
    void removePackage(RegisteredVim vim, UUID packageId);
}

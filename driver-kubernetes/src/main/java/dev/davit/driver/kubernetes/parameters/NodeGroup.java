package dev.davit.driver.kubernetes.parameters;

import dev.davit.remote.Login;
import java.util.Optional;
import java.util.Set;

/**
 * What master_node and worker_node have in common.
 *
 * @param aspectId the scaling aspect of the group's VDUs, when it was given
 * @param vdus names of the VDUs whose VNFCs belong to the group
 * @param sshCp name of the CP, port or floating IP for SSH
 * @param nicCp name of the CP or port whose address the cluster uses
 */
public record NodeGroup(Optional<String> aspectId, Set<String> vdus, String sshCp, String nicCp, Login login) {
    public NodeGroup {
        vdus = Set.copyOf(vdus);
    }
}

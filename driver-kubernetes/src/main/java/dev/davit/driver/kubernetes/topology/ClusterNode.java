package dev.davit.driver.kubernetes.topology;

import dev.davit.driver.vm.Vm;
import java.util.Optional;
import java.util.UUID;

/**
 * A VM as a node of the cluster.
 *
 * @param address of its nic_cp_name: what the other nodes reach it at
 * @param name host name and node name
 * @param computeHost where the VM runs, when it is in a server group and the VIM tells
 * @param zone availability zone, when the VIM tells
 */
public record ClusterNode(
        Role role, Vm vm, String address, String name, Optional<String> computeHost, Optional<String> zone) {

    public UUID vnfcId() {
        return vm.vnfcId();
    }

    /** For people. */
    @Override
    public String toString() {
        return name + " (" + vm.label() + ", " + address + ")";
    }
}

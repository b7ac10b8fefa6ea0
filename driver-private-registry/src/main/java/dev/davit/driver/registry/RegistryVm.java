package dev.davit.driver.registry;

import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo.VnfcCpInfo;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.remote.HostAddress;
import dev.davit.remote.RemoteException;
import dev.davit.remote.RemoteHosts;
import java.util.Optional;
import java.util.UUID;

/**
 * A VM that shall become a registry. Its address is looked up when a step runs, as the VM may have been replaced since the
 * plan was made.
 *
 * @param label its name in the list of steps
 */
record RegistryVm(
        RemoteHosts hosts, RegistryDriverSettings settings, RegistryParameters parameters, UUID vnfcId, String label) {

    StepId step(String name) {
        return StepId.of(name, label);
    }

    /** The address of its ssh_cp_name, known by the VM's id in the VIM: another VM at that address is another host. */
    HostAddress address(StepContext context) throws StepFailedException {
        VnfcResourceInfo vnfc = context.instance()
                .instantiated()
                .flatMap(info -> info.vnfc(vnfcId))
                .orElseThrow(() -> StepFailedException.of(
                        "VNFC " + vnfcId + " does not exist any more", "Roll the operation back or fail it."));
        Optional<String> address = vnfc.cp(parameters.sshCpName()).flatMap(VnfcCpInfo::reachableAddress);
        if (address.isEmpty()) {
            throw StepFailedException.of(
                    "CP " + parameters.sshCpName() + " of VNFC " + label + " has no IP address",
                    "Check that its network has a subnet from which addresses are given.");
        }
        String identity = vnfc.computeResource().resourceId() + "@" + address.get();
        return new HostAddress(address.get(), settings.sshPort(), identity);
    }

    /** Connects for one step. */
    VmSession connect(StepContext context) throws StepFailedException, InterruptedException {
        HostAddress address = address(context);
        try {
            return new VmSession(
                    hosts.connect(address, parameters.login()),
                    context,
                    settings.commandLimit(),
                    parameters.proxy().secrets());
        } catch (RemoteException e) {
            throw Failures.of(e);
        }
    }
}

package dev.davit.driver.vm;

import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo.VnfcCpInfo;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.remote.HostAddress;
import dev.davit.remote.Login;
import dev.davit.remote.RemoteException;
import dev.davit.remote.RemoteHosts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A VM that a driver configures. Its address is looked up when a step runs, as the VM may have been replaced since the plan
 * was made.
 *
 * @param sshCp name of the CP through which it is reached
 * @param secrets what must not show in commands and their output
 * @param label its name in the list of steps
 */
public record Vm(
        RemoteHosts hosts,
        VmSettings settings,
        Login login,
        String sshCp,
        List<String> secrets,
        UUID vnfcId,
        String label) {

    public Vm {
        secrets = List.copyOf(secrets);
    }

    public StepId step(String name) {
        return StepId.of(name, label);
    }

    /** The address of its CP, known by the VM's id in the VIM: another VM at that address is another host. */
    public HostAddress address(StepContext context) throws StepFailedException {
        VnfcResourceInfo vnfc = context.instance()
                .instantiated()
                .flatMap(info -> info.vnfc(vnfcId))
                .orElseThrow(() -> StepFailedException.of(
                        "VNFC " + vnfcId + " does not exist any more", "Roll the operation back or fail it."));
        String address = reachableAddress(vnfc, sshCp)
                .orElseThrow(() -> StepFailedException.of(
                        "CP " + sshCp + " of VNFC " + label + " has no IP address",
                        "Check that its network has a subnet from which addresses are given."));
        String identity = vnfc.computeResource().resourceId() + "@" + address;
        return new HostAddress(address, settings.sshPort(), identity);
    }

    /**
     * The floating IP, else the first fixed address of a CP, or of a port or floating IP that a base HOT gives that name and
     * the VIM port has found beside the VNFC's server.
     */
    public static Optional<String> reachableAddress(VnfcResourceInfo vnfc, String cpName) {
        return vnfc.cp(cpName)
                .flatMap(VnfcCpInfo::reachableAddress)
                .or(() -> Optional.ofNullable(vnfc.metadata().get("cp." + cpName + ".address")));
    }

    /** A name for the list of steps: the VDU's, with the beginning of the VNFC's id where there are several of the VDU. */
    public static String label(VnfcResourceInfo vnfc, List<VnfcResourceInfo> all) {
        long ofVdu = all.stream().filter(v -> v.vduId().equals(vnfc.vduId())).count();
        return ofVdu == 1
                ? vnfc.vduId()
                : vnfc.vduId() + "-" + vnfc.id().toString().substring(0, 8);
    }

    /** Connects for one step. */
    public VmSession connect(StepContext context) throws StepFailedException, InterruptedException {
        return connect(context, UnaryOperator.identity());
    }

    /** Connects for one step whose commands may print secrets. @param redaction applied to every line before it is told */
    public VmSession connect(StepContext context, UnaryOperator<String> redaction)
            throws StepFailedException, InterruptedException {
        HostAddress address = address(context);
        try {
            return new VmSession(hosts.connect(address, login), context, settings.commandLimit(), secrets, redaction);
        } catch (RemoteException e) {
            throw Failures.of(e);
        }
    }
}

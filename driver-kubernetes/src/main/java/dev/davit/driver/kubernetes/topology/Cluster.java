package dev.davit.driver.kubernetes.topology;

import dev.davit.driver.kubernetes.KubernetesSettings;
import dev.davit.driver.kubernetes.parameters.KubernetesParameters;
import dev.davit.driver.kubernetes.parameters.NodeGroup;
import dev.davit.driver.vm.Vm;
import dev.davit.lifecycle.instance.CpProtocolInfo;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.RemoteHosts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * A VNF instance as a cluster: finds its nodes and addresses. VNFCs belong to masters or workers by their VDU; addresses are
 * those of CPs, or of ports and floating IPs of a base HOT, which the VIM port notes as cp.NAME.address (to be reached at)
 * and cp.NAME.fixedAddress with the VNFC or, for those of no VNFC, with the instance.
 *
 * @param doors to the masters, of which all steps together open only so many at once: sshd refuses a crowd (MaxStartups)
 */
public record Cluster(
        RemoteHosts hosts, KubernetesSettings settings, KubernetesParameters parameters, Semaphore doors) {
    private static final int DOORS = 4;

    public Cluster(RemoteHosts hosts, KubernetesSettings settings, KubernetesParameters parameters) {
        this(hosts, settings, parameters, new Semaphore(DOORS));
    }

    /** The VNFCs that are nodes: masters first. */
    public List<VnfcResourceInfo> vnfcs(VnfInstance instance) {
        return Stream.concat(
                        vnfcs(instance, parameters.masters()).stream(), vnfcs(instance, parameters.workers()).stream())
                .toList();
    }

    /** How long the pods of a node that leaves may take to end. */
    public Duration drainLimit() {
        return parameters.drainTimeout().orElse(settings.drainLimit());
    }

    public Role role(VnfcResourceInfo vnfc) {
        return parameters.masters().vdus().contains(vnfc.vduId()) ? Role.MASTER : Role.WORKER;
    }

    public Vm vm(VnfInstance instance, VnfcResourceInfo vnfc) {
        NodeGroup group = role(vnfc) == Role.MASTER ? parameters.masters() : parameters.workers();
        return new Vm(
                hosts,
                settings.vm(),
                group.login(),
                group.sshCp(),
                parameters.secrets(),
                vnfc.id(),
                Vm.label(vnfc, info(instance).vnfcs()));
    }

    public Topology topology(StepContext context) throws StepFailedException {
        return topology(context.instance());
    }

    public Topology topology(VnfInstance instance) throws StepFailedException {
        var names = new NodeNames();
        var nodes = new ArrayList<ClusterNode>();
        for (VnfcResourceInfo vnfc : vnfcs(instance)) {
            Role role = role(vnfc);
            NodeGroup group = role == Role.MASTER ? parameters.masters() : parameters.workers();
            Vm vm = vm(instance, vnfc);
            String address = fixedAddress(vnfc, group.nicCp())
                    .orElseThrow(() -> StepFailedException.of(
                            "CP " + group.nicCp() + " of VNFC " + vm.label() + " has no IP address",
                            "Check nic_cp_name, and that its network has a subnet from which addresses are given."));
            nodes.add(new ClusterNode(
                    role,
                    vm,
                    address,
                    names.next(role, address),
                    Optional.ofNullable(vnfc.metadata().get("compute.host"))
                            .filter(host -> vnfc.metadata().containsKey("server.group")),
                    Optional.ofNullable(vnfc.metadata().get("compute.zone"))));
        }
        List<VnfcResourceInfo> masters = vnfcs(instance, parameters.masters());
        if (masters.isEmpty()) {
            throw StepFailedException.of(
                    "the VNF instance has no VNFC of "
                            + String.join(", ", parameters.masters().vdus()) + ", so the cluster has no master",
                    "Choose an instantiation level with at least one master.");
        }
        return new Topology(nodes, clusterAddress(instance, masters, nodes.getFirst()), floatingAddress(instance));
    }

    private List<VnfcResourceInfo> vnfcs(VnfInstance instance, NodeGroup group) {
        return instance.instantiated().stream()
                .flatMap(info -> info.vnfcs().stream())
                .filter(vnfc -> group.vdus().contains(vnfc.vduId()))
                .toList();
    }

    /** One master is its own API server: nothing would answer at an address that is not on it. */
    private String clusterAddress(VnfInstance instance, List<VnfcResourceInfo> masters, ClusterNode first)
            throws StepFailedException {
        String cp = parameters.network().clusterCp();
        Optional<String> own = fixedAddress(masters.getFirst(), cp);
        if (own.isPresent() || masters.size() == 1) {
            return own.orElse(first.address());
        }
        InstantiatedVnfInfo info = info(instance);
        return info.extCps().stream()
                .filter(ext -> ext.cpdId().equals(cp))
                .flatMap(ext -> first(ext.protocol()).stream())
                .findFirst()
                .or(() -> Optional.ofNullable(info.vimState().get("cp." + cp + ".fixedAddress")))
                .orElseThrow(() -> StepFailedException.of(
                        "no port '" + cp + "' with an IP address was found in the VNF's resources",
                        "Check cluster_cp_name: with several masters it names the port of the virtual IP in the base"
                                + " HOT, for example vip_CP."));
    }

    private Optional<String> floatingAddress(VnfInstance instance) throws StepFailedException {
        Optional<String> name = parameters.network().clusterFip();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String key = "cp." + name.get() + ".address";
        Optional<String> address = Optional.ofNullable(info(instance).vimState().get(key))
                .or(() -> vnfcs(instance).stream()
                        .flatMap(vnfc -> Optional.ofNullable(vnfc.metadata().get(key)).stream())
                        .findFirst());
        if (address.isEmpty()) {
            throw StepFailedException.of(
                    "no floating IP '" + name.get() + "' was found in the VNF's resources",
                    "Check cluster_fip_name: it names a floating IP resource of the base HOT.");
        }
        return address;
    }

    private static Optional<String> fixedAddress(VnfcResourceInfo vnfc, String cp) {
        return vnfc.cp(cp)
                .flatMap(found -> first(found.protocol()))
                .or(() -> Optional.ofNullable(vnfc.metadata().get("cp." + cp + ".fixedAddress")));
    }

    private static Optional<String> first(CpProtocolInfo protocol) {
        return protocol.addresses().stream()
                .map(CpProtocolInfo.Address::address)
                .findFirst();
    }

    private static InstantiatedVnfInfo info(VnfInstance instance) {
        return instance.instantiated().orElseThrow();
    }
}

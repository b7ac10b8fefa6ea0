package dev.davit.driver.kubernetes.parameters;

import dev.davit.driver.vm.Fields;
import dev.davit.remote.Login;
import dev.davit.remote.PrivateKeys;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads master_node and worker_node. */
final class GroupReader {
    private static final Set<String> KNOWN =
            Set.of("aspect_id", "ssh_cp_name", "nic_cp_name", "username", "password", "private_key");
    private static final Set<String> KNOWN_OF_MASTERS =
            Set.of("pod_cidr", "cluster_cidr", "cluster_cp_name", "cluster_fip_name");

    private final Surroundings surroundings;
    private final boolean userData;

    GroupReader(Surroundings surroundings, boolean userData) {
        this.surroundings = surroundings;
        this.userData = userData;
    }

    Optional<NodeGroup> masters(Fields fields) {
        var known = new TreeSet<>(KNOWN);
        known.addAll(KNOWN_OF_MASTERS);
        fields.expectOnly(known);
        return group(fields);
    }

    Optional<NodeGroup> workers(Fields fields) {
        fields.expectOnly(KNOWN);
        return group(fields);
    }

    Optional<ClusterNetwork> network(Fields fields) {
        Optional<String> cp = fields.required("cluster_cp_name").filter(name -> isCp(fields, "cluster_cp_name", name));
        Cidr pods =
                fields.parsed("pod_cidr", fields.line("pod_cidr"), Cidr::parse).orElse(ClusterNetwork.DEFAULT_PODS);
        Cidr services = fields.parsed("cluster_cidr", fields.line("cluster_cidr"), Cidr::parse)
                .orElse(ClusterNetwork.DEFAULT_SERVICES);
        Optional<String> fip = fields.line("cluster_fip_name");
        return cp.map(name -> new ClusterNetwork(name, fip, pods, services));
    }

    private Optional<NodeGroup> group(Fields fields) {
        Optional<String> sshCp = fields.required("ssh_cp_name").filter(name -> isCp(fields, "ssh_cp_name", name));
        Optional<String> nicCp = fields.required("nic_cp_name").filter(name -> isCp(fields, "nic_cp_name", name));
        Optional<String> user = fields.required("username");
        Optional<Login.Credential> credential = credential(fields);
        Optional<String> aspect = aspect(fields);
        if (sshCp.isEmpty() || nicCp.isEmpty() || user.isEmpty() || credential.isEmpty()) {
            return Optional.empty();
        }
        Set<String> vdus = aspect.map(surroundings::vdusOf)
                .filter(found -> !found.isEmpty())
                .orElseGet(() -> vdus(sshCp.get(), nicCp.get()));
        if (vdus.isEmpty()) {
            fields.problem(
                    "aspect_id",
                    "is required here: neither it nor ssh_cp_name nor nic_cp_name leads to a VDU of the flavour");
            return Optional.empty();
        }
        return Optional.of(
                new NodeGroup(aspect, vdus, sshCp.get(), nicCp.get(), new Login(user.get(), credential.get())));
    }

    private Set<String> vdus(String sshCp, String nicCp) {
        var vdus = new TreeSet<String>();
        Stream.of(sshCp, nicCp).flatMap(cp -> surroundings.vduOf(cp).stream()).forEach(vdus::add);
        return vdus;
    }

    private Optional<String> aspect(Fields fields) {
        if (userData && fields.value("aspect_id").isEmpty()) {
            fields.problem("aspect_id", "is required in a package with user data");
        }
        return fields.line("aspect_id").filter(aspect -> {
            boolean known = surroundings.aspects().contains(aspect);
            if (!known) {
                fields.problem(
                        "aspect_id",
                        "the deployment flavour has no scaling aspect '" + aspect + "'; it has "
                                + String.join(", ", surroundings.aspects()));
            }
            return known;
        });
    }

    /** A base HOT may name ports and floating IPs that the VNFD does not know; whether they are there shows later. */
    private boolean isCp(Fields fields, String field, String name) {
        boolean known = surroundings.hasBaseHot() || surroundings.cps().contains(name);
        if (!known) {
            fields.problem(
                    field,
                    "the deployment flavour has no CP '" + name + "'; it has " + String.join(", ", surroundings.cps()));
        }
        return known;
    }

    private static Optional<Login.Credential> credential(Fields fields) {
        Optional<String> password = fields.line("password");
        if (fields.value("private_key").isPresent()) {
            return fields.parsed("private_key", fields.string("private_key"), PrivateKeys::parse)
                    .map(key -> new Login.PrivateKey(key, password));
        }
        if (fields.value("password").isEmpty()) {
            fields.problem("password", "is required (or, instead, private_key)");
        }
        return password.map(Login.Password::new);
    }

    void requireApart(NodeGroup masters, NodeGroup workers, Fields workerFields) {
        if (!Collections.disjoint(masters.vdus(), workers.vdus())) {
            workerFields.problem(
                    "aspect_id",
                    "masters and workers must be different VDUs, but both are " + String.join(", ", workers.vdus()));
        }
    }
}

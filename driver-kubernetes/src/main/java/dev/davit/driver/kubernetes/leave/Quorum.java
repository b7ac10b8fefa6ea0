package dev.davit.driver.kubernetes.leave;

import dev.davit.driver.kubernetes.api.FinishedMaster;
import dev.davit.driver.kubernetes.leave.Etcd.Member;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Whether etcd keeps its majority when masters are taken away. */
public final class Quorum {
    private static final String INSTEAD = " Heal the entire VNF instead (which loses what the cluster holds).";

    private Quorum() {}

    /** @return why not */
    public static Optional<String> wouldBeLost(StepContext context, Topology topology, Collection<UUID> leaving)
            throws InterruptedException {
        List<ClusterNode> going = topology.masters().stream()
                .filter(node -> leaving.contains(node.vnfcId()))
                .toList();
        if (going.isEmpty()) {
            return Optional.empty();
        }
        int all = topology.masters().size();
        if (all == 1) {
            return Optional.of("master " + going.getFirst()
                    + " is the only one: without it there is no cluster to join." + INSTEAD);
        }
        int majority = all / 2 + 1;
        if (all - going.size() < majority) {
            return Optional.of("etcd has " + all + " members and needs " + majority + " of them; healing "
                    + going.size() + " masters at once would leave " + (all - going.size()) + "." + INSTEAD);
        }
        try (var master = FinishedMaster.find(context, topology, leaving, UnaryOperator.identity())) {
            return ofMembers(new Etcd(master), going);
        } catch (StepFailedException nobody) {
            return Optional.of("the state of etcd cannot be told: " + nobody.getMessage() + "." + INSTEAD);
        }
    }

    private static Optional<String> ofMembers(Etcd etcd, List<ClusterNode> going)
            throws StepFailedException, InterruptedException {
        List<Member> members = etcd.members();
        var ill = new ArrayList<String>();
        int healthy = 0;
        for (Member member : members) {
            if (going.stream().anyMatch(node -> node.address().equals(member.address()))) {
                continue;
            }
            if (etcd.isHealthy(member)) {
                healthy++;
            } else {
                ill.add(member.name() + " (" + member.address() + ")");
            }
        }
        int majority = members.size() / 2 + 1;
        return healthy >= majority
                ? Optional.empty()
                : Optional.of("etcd has " + members.size() + " members and needs " + majority + " of them, but only "
                        + healthy + " of those that stay are healthy; not healthy: " + String.join(", ", ill) + "."
                        + " Heal that one first." + INSTEAD);
    }
}

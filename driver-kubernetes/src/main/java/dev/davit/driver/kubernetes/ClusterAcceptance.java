package dev.davit.driver.kubernetes;

import dev.davit.driver.kubernetes.leave.Quorum;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimRegistrations;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Refuses what cannot end well, before anything is begun. */
final class ClusterAcceptance {
    private final Cluster cluster;
    private final VimRegistrations registrations;
    private final DriverWork work;

    ClusterAcceptance(Cluster cluster, VimRegistrations registrations, DriverWork work) {
        this.cluster = cluster;
        this.registrations = registrations;
        this.work = work;
    }

    void instantiate() {
        String name = name();
        vim().filter(vim -> !isOwn(vim)).ifPresent(vim -> {
            throw refused("vim_name: VIM '" + name + "' (" + vim.id()
                    + ") exists already and is not this VNF instance's. Choose another vim_name, or remove that VIM.");
        });
    }

    void terminate() {
        vim().filter(vim -> isOwn(vim) && registrations.isInUse(vim.id())).ifPresent(vim -> {
            throw refused("VIM '" + name() + "' (" + vim.id()
                    + "), which is this cluster, is in use by other VNF instances. Terminate them first.");
        });
    }

    /** Workers only: a master more or less is another etcd. */
    void scale(LcmRequest.Scale request) {
        Set<String> vdus = work.flavour()
                .aspect(request.aspectId())
                .map(aspect -> aspect.stepInstances().keySet())
                .orElse(Set.of());
        Set<String> masters = cluster.parameters().masters().vdus();
        if (cluster.parameters().masters().aspectId().equals(Optional.of(request.aspectId()))
                || !Collections.disjoint(vdus, masters)) {
            throw refused("The masters of a Kubernetes cluster cannot be scaled; aspect '" + request.aspectId()
                    + "' scales them. Scale the workers, or instantiate anew with another number of masters.");
        }
    }

    void heal(LcmRequest.Heal request) {
        if (request.isEntireVnf()) {
            return;
        }
        try {
            Topology topology = cluster.topology(work.instance());
            var context = new AcceptanceContext(work.operationId(), work.instance());
            Quorum.wouldBeLost(context, topology, request.vnfcInstanceIds()).ifPresent(reason -> {
                throw refused("The master cannot be healed: " + reason);
            });
        } catch (StepFailedException e) {
            throw refused("The cluster's nodes cannot be told: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the cluster", e);
        }
    }

    private Optional<RegisteredVim> vim() {
        return registrations.named(work.instance().project(), name());
    }

    private boolean isOwn(RegisteredVim vim) {
        Optional<UUID> owner = registrations.ownerOf(vim.id());
        return owner.filter(work.instance().id()::equals).isPresent();
    }

    private String name() {
        return cluster.parameters().vimName(work.instance().id());
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(ProblemDetails.conflict(reason));
    }
}

package dev.davit.driver.kubernetes;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.VimRegistrations;
import java.util.Optional;
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

package dev.davit.openstack;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.lifecycle.vim.Vim;
import dev.davit.lifecycle.vim.VimImageStore;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.basehot.BaseHotReader;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.heat.ExternalCps;
import dev.davit.openstack.heat.TemplateException;
import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Pause;
import dev.davit.openstack.keystone.Sessions;
import dev.davit.openstack.step.Plans;
import dev.davit.openstack.step.SharedPolls;
import dev.davit.openstack.step.Site;
import dev.davit.openstack.userdata.UserDataSelection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The OpenStack VIM: a VNF is one Heat stack called vnf-{instance id}, from a template that is generated from the
 * descriptor. Safe for use by many operations at once; all operations on a VIM share its connections and token.
 */
public final class OpenStackVim implements Vim, AutoCloseable {
    private final VimImageStore images;
    private final OpenStackSettings settings;
    private final Sessions sessions;
    private final SharedPolls polls = new SharedPolls();

    public OpenStackVim(VimImageStore images) {
        this(images, OpenStackSettings.DEFAULT);
    }

    public OpenStackVim(VimImageStore images, OpenStackSettings settings) {
        this.images = images;
        this.settings = settings;
        this.sessions = new Sessions(settings);
    }

    @Override
    public String type() {
        return "openstack";
    }

    @Override
    public List<String> check(RegisteredVim vim) {
        return new VimCheck(settings, sessions).regions(vim);
    }

    @Override
    public void validate(VimWork work) {
        UserDataSelection.check(work);
        try {
            if (BaseHotReader.read(work.vnfPackage(), work.flavour().id()).isEmpty()) {
                ExternalCps.check(work);
            }
        } catch (TemplateException e) {
            throw new ProblemException(ProblemDetails.badRequest("flavourId", e.getMessage() + ". " + e.advice()), e);
        }
    }

    @Override
    public List<Phase> instantiate(VimWork work) {
        return plans(work).instantiate();
    }

    @Override
    public List<Phase> terminate(VimWork work) {
        return plans(work).terminate();
    }

    @Override
    public List<Phase> healVnfcs(VimWork work, List<UUID> vnfcInstanceIds) {
        return plans(work).healVnfcs(vnfcInstanceIds);
    }

    @Override
    public List<Phase> healEntireVnf(VimWork work) {
        return plans(work).healEntireVnf();
    }

    @Override
    public List<Phase> scale(VimWork work, ScaleWork scale) {
        return plans(work).scale(scale);
    }

    /** @throws ProblemException 503 when the VIM does not let an image go; what was removed stays removed, and it can be called again */
    @Override
    public void removePackage(RegisteredVim vim, UUID packageId) {
        var glance = new Cloud(sessions.of(vim), Optional.empty(), Pause.blocking()).glance();
        for (var entry : images.ofPackage(packageId)) {
            if (entry.vimId().equals(vim.id())) {
                try {
                    if (entry.imageId().isPresent()) {
                        glance.delete(entry.imageId().get());
                    }
                    images.remove(packageId, vim.id(), entry.name());
                } catch (CloudException e) {
                    throw notRemoved(entry, vim, e.getMessage(), e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw notRemoved(entry, vim, "interrupted", e);
                }
            }
        }
    }

    private static ProblemException notRemoved(
            VimImageStore.Entry entry, RegisteredVim vim, String why, Exception cause) {
        return new ProblemException(
                ProblemDetails.of(
                        503,
                        "Service Unavailable",
                        "image " + entry.name() + " could not be removed from VIM " + vim.name() + ": " + why
                                + ". Delete the package again when the VIM is back."),
                cause);
    }

    private Plans plans(VimWork work) {
        return new Plans(new Site(work, sessions, polls, images, settings));
    }

    @Override
    public void close() {
        sessions.close();
    }
}

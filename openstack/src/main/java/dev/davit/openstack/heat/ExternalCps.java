package dev.davit.openstack.heat;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemDetails.Invalid;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks, before anything is made, whether a request connects the external CPs of a flavour whose template Davit generates.
 * A base HOT may have CPs that the VNFD does not know, and connect some by itself.
 */
public final class ExternalCps {
    private final VimWork work;
    private final List<Invalid> wrong = new ArrayList<>();

    private ExternalCps(VimWork work) {
        this.work = work;
    }

    /** @throws ProblemException 400 naming every cpdId that the flavour does not have, and CPs that stay unconnected */
    public static void check(VimWork work) {
        var check = new ExternalCps(work);
        List<String> known = work.flavour().cps().stream()
                .filter(VduCp::isExternal)
                .map(VduCp::name)
                .distinct()
                .toList();
        check.strangers(known);
        check.unconnected(known);
        if (!check.wrong.isEmpty()) {
            throw new ProblemException(ProblemDetails.badRequest(check.wrong));
        }
    }

    private void strangers(List<String> known) {
        for (int link = 0; link < work.extVirtualLinks().size(); link++) {
            List<ExtVirtualLink.ExtCp> cps = work.extVirtualLinks().get(link).extCps();
            for (int cp = 0; cp < cps.size(); cp++) {
                if (!known.contains(cps.get(cp).cpdId())) {
                    wrong.add(new Invalid(
                            "extVirtualLinks[" + link + "].extCps[" + cp + "].cpdId",
                            "flavour '" + work.flavour().id() + "' has no external CP '"
                                    + cps.get(cp).cpdId() + "'; it has: "
                                    + (known.isEmpty() ? "none" : String.join(", ", known))));
                }
            }
        }
    }

    private void unconnected(List<String> known) {
        var connections = new Connections(work.extVirtualLinks(), work.extManagedVirtualLinks());
        List<String> missing =
                known.stream().filter(cp -> connections.external(cp).isEmpty()).toList();
        if (!missing.isEmpty()) {
            wrong.add(new Invalid(
                    "extVirtualLinks",
                    "the external CP " + String.join(", ", missing)
                            + " is connected to no network; name it as cpdId in extCps of an entry"));
        }
    }
}

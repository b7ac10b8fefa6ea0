package dev.davit.lifecycle.vim;

import dev.davit.lifecycle.instance.ExtManagedVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a VIM port needs to know to build or change the resources of a VNF instance.
 *
 * @param additionalParams of the instantiate request, with secrets (lcm-operation-user-data, Heat parameters)
 * @param level the instantiation level, with scale levels and numbers of instances as they were when the operation was
 *     accepted: what scale operations did before counts, what this one is to do does not
 * @param region the region to use, when the request names one
 */
public record VimWork(
        UUID operationId,
        UUID instanceId,
        String instanceName,
        RegisteredVim vim,
        Optional<String> region,
        OnboardedPackage vnfPackage,
        DeploymentFlavour flavour,
        InstantiationLevel level,
        List<ExtVirtualLink> extVirtualLinks,
        List<ExtManagedVirtualLink> extManagedVirtualLinks,
        ObjectNode additionalParams) {
    public VimWork {
        extVirtualLinks = List.copyOf(extVirtualLinks);
        extManagedVirtualLinks = List.copyOf(extManagedVirtualLinks);
    }
}

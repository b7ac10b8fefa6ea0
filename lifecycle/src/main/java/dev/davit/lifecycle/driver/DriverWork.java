package dev.davit.lifecycle.driver;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a management driver knows of an operation when it is planned.
 *
 * @param instance as it was when the operation was accepted; steps see the current one in their context
 * @param additionalParams of the instantiate request, with secrets, also for later operations
 * @param scale present exactly when the operation is SCALE
 */
public record DriverWork(
        UUID operationId,
        VnfInstance instance,
        OnboardedPackage vnfPackage,
        DeploymentFlavour flavour,
        ObjectNode additionalParams,
        Optional<ScaleWork> scale) {}

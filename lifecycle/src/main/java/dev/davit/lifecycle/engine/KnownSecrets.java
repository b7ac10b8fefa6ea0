package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.secret.SecretValues;
import dev.davit.lifecycle.store.ClaimedOperation;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Gathers the secrets that an operation works with. */
final class KnownSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(KnownSecrets.class);

    private KnownSecrets() {}

    static SecretValues of(LifecyclePorts ports, ClaimedOperation claimed) {
        var documents = new ArrayList<JsonNode>();
        documents.add(claimed.occurrence().request().additionalParams());
        for (VnfInstance instance :
                List.of(claimed.start().before(), claimed.start().accepted(), claimed.instance())) {
            instance.instantiated().ifPresent(info -> documents.add(info.additionalParams()));
            instance.vimConnections().forEach(connection -> {
                documents.add(connection.accessInfo());
                documents.add(connection.interfaceInfo());
                documents.add(connection.extra());
            });
            if (!instance.vimConnections().isEmpty()) {
                addVim(ports, instance, documents);
            }
        }
        return SecretValues.in(documents);
    }

    private static void addVim(LifecyclePorts ports, VnfInstance instance, List<JsonNode> documents) {
        try {
            var vim = new VimResolution(ports)
                    .resolve(instance.project(), instance.vimConnections())
                    .vim();
            documents.add(vim.authCred());
            documents.add(vim.extra());
        } catch (ProblemException gone) {
            // Without the VIM the operation fails with that very problem; its credentials cannot turn up anywhere.
            LOG.debug("no VIM to take secrets from: {}", gone.getMessage());
        }
    }
}

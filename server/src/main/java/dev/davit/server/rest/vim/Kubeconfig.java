package dev.davit.server.rest.vim;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.server.vims.KubernetesCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.JsonNodeFactory;

/** A kubeconfig for a Kubernetes VIM: one cluster, one user, one context. Holds the credentials in clear. */
final class Kubeconfig {
    private Kubeconfig() {}

    /** @throws ProblemException 409 for a VIM of another type */
    static String yaml(RegisteredVim vim) {
        if (!vim.type().equals(KubernetesCredentials.TYPE)) {
            throw new ProblemException(ProblemDetails.conflict("VIM " + vim.name() + " is of type " + vim.type()
                    + "; only VIMs of type kubernetes have a kubeconfig."));
        }
        var credentials = KubernetesCredentials.of(vim.authCred());
        String authority = credentials
                .certificateAuthority()
                .map(pem -> "\n    certificate-authority-data: "
                        + Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)))
                .orElse("");
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: %1$s
                  cluster:
                    server: %2$s%3$s
                users:
                - name: %1$s
                  user:
                    token: %4$s
                contexts:
                - name: %1$s
                  context:
                    cluster: %1$s
                    user: %1$s
                current-context: %1$s
                """.formatted(quoted(vim.name()), quoted(vim.authUrl()), authority, quoted(credentials.bearerToken()));
    }

    /** Every JSON string is a YAML string. */
    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}

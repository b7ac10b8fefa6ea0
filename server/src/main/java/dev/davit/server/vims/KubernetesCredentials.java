package dev.davit.server.vims;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * auth_cred of a VIM of type kubernetes.
 *
 * @param certificateAuthority PEM; empty when the server's certificate is one that everybody trusts
 */
public record KubernetesCredentials(String bearerToken, Optional<String> certificateAuthority) {
    public static final String TYPE = "kubernetes";
    public static final String TOKEN = "bearer_token";
    public static final String AUTHORITY = "ssl_ca_cert";

    public static KubernetesCredentials of(ObjectNode authCred) {
        String authority = authCred.path(AUTHORITY).asString("");
        return new KubernetesCredentials(
                authCred.path(TOKEN).asString(""),
                // Clients of the v1 API send the text None for none.
                Optional.of(authority).filter(pem -> !pem.isBlank() && !pem.equals("None")));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "KubernetesCredentials[***]";
    }
}

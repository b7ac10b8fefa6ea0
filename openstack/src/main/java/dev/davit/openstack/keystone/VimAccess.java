package dev.davit.openstack.keystone;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.openstack.http.Service;
import dev.davit.openstack.http.TrustedCertificates;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How to log in to a registered VIM, read and checked.
 *
 * @param keystoneUrl with the version
 * @param auth the body of Keystone's POST /auth/tokens; holds secrets
 */
public record VimAccess(String keystoneUrl, ObjectNode auth, TrustedCertificates trusted) {

    /**
     * Reads auth_url, auth_cred and vim_project.
     *
     * @throws ProblemException 400 naming the member that is missing or makes no sense
     */
    public static VimAccess of(RegisteredVim vim) {
        return new VimAccess(
                keystoneUrl(vim.authUrl()), LoginBody.of(vim.authCred(), vim.vimProject()), trusted(vim.authCred()));
    }

    private static String keystoneUrl(String authUrl) {
        try {
            var uri = URI.create(authUrl.strip());
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!web || uri.getHost() == null) {
                throw bad("auth_url", "'" + authUrl + "' is not an http or https URL with a host");
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw bad("auth_url", "must have no user, query or fragment; credentials belong into auth_cred");
            }
        } catch (IllegalArgumentException e) {
            throw bad("auth_url", "'" + authUrl + "' is not a URL: " + e.getMessage());
        }
        return Service.KEYSTONE.baseUrl(authUrl);
    }

    private static TrustedCertificates trusted(ObjectNode authCred) {
        JsonNode verify = authCred.path("cert_verify");
        if (!verify.isMissingNode() && !verify.isNull()) {
            String text = verify.asString("");
            if (text.equalsIgnoreCase("false")) {
                return new TrustedCertificates.Everyone();
            }
            if (!text.equalsIgnoreCase("true")) {
                throw bad("auth_cred.cert_verify", "must be True or False");
            }
        }
        String authority = LoginBody.text(authCred, "ssl_ca_cert");
        return authority.isEmpty() ? new TrustedCertificates.Default() : new TrustedCertificates.Authority(authority);
    }

    static ProblemException bad(String field, String reason) {
        return new ProblemException(ProblemDetails.badRequest(field, reason));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "VimAccess[" + keystoneUrl + "]";
    }
}

package dev.davit.openstack;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Pause;
import dev.davit.openstack.http.RetryPolicy;
import dev.davit.openstack.http.Service;
import dev.davit.openstack.keystone.Catalogue;
import dev.davit.openstack.keystone.Session;
import dev.davit.openstack.keystone.Sessions;
import dev.davit.openstack.keystone.VimAccess;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tries whether Davit can work with a VIM, for the person who registers it. */
record VimCheck(OpenStackSettings settings, Sessions sessions) {

    /** @throws ProblemException 400 naming auth_url, auth_cred or vim_project */
    List<String> regions(RegisteredVim vim) {
        var access = VimAccess.of(vim);
        try (var transport = sessions.transport(access, RetryPolicy.BRIEF)) {
            var catalogue = new Session(access, transport, settings.clock()).catalogue(Pause.blocking());
            if (catalogue.url(Service.HEAT, Optional.empty()).isEmpty()) {
                throw noHeat(catalogue);
            }
            return catalogue.regions();
        } catch (CloudException e) {
            throw explained(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemDetails.of(503, "Service Unavailable", "the server is shutting down"), e);
        }
    }

    private static ProblemException noHeat(Catalogue catalogue) {
        String what = catalogue.endpoints().isEmpty()
                ? "Keystone accepts the credentials, but gives no service catalogue; are they scoped to a project?"
                : "the cloud has no public endpoint of type orchestration (Heat), which Davit needs";
        return new ProblemException(ProblemDetails.badRequest("auth_url", what));
    }

    private static ProblemException explained(CloudException e) {
        if (e.getCause() instanceof SSLException) {
            return bad(
                    "auth_url",
                    "the server's certificate is not trusted (" + e.reason()
                            + "); give its authority as ssl_ca_cert, or cert_verify False",
                    e);
        }
        // Keystone says 404 to an application credential that it does not know.
        if (e.isNotFound() && e.reason().contains("Application Credential")) {
            return bad("auth_cred", "Keystone does not know the application credential (" + e.reason() + ")", e);
        }
        return switch (e.status().orElse(0)) {
            case 0 -> bad("auth_url", e.getMessage(), e);
            case 401, 403 ->
                bad("auth_cred", "Keystone refuses the credentials or the project (" + e.reason() + ")", e);
            default -> bad("auth_url", e.getMessage() + "; is this the URL of Keystone v3?", e);
        };
    }

    private static ProblemException bad(String field, String reason, Exception cause) {
        return new ProblemException(ProblemDetails.badRequest(field, reason), cause);
    }
}

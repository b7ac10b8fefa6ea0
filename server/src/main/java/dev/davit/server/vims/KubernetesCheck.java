package dev.davit.server.vims;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.outbound.Destination;
import dev.davit.lifecycle.vim.RegisteredVim;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contacts a Kubernetes API with its token and certificate authority. */
public final class KubernetesCheck implements VimCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_BODY = 1 << 20;
    private static final int MAX_NAMESPACES = 200;

    @Override
    public List<String> check(RegisteredVim vim) {
        var credentials = KubernetesCredentials.of(vim.authCred());
        try (var client = client(credentials)) {
            var version = get(client, vim.authUrl() + "/version", credentials);
            if (version.status() == 401 || version.status() == 403) {
                throw bad(
                        "auth_cred.bearer_token",
                        "the Kubernetes API at " + vim.authUrl() + " refuses the token (" + version.status() + ")");
            }
            if (version.status() != 200 || !version.body().has("gitVersion")) {
                throw bad(
                        "auth_url",
                        vim.authUrl() + "/version answered " + version.status()
                                + " and no version; is this the URL of a Kubernetes API?");
            }
            return namespaces(get(client, vim.authUrl() + "/api/v1/namespaces?limit=" + MAX_NAMESPACES, credentials));
        } catch (SSLException e) {
            throw bad(
                    "auth_cred.ssl_ca_cert",
                    "the certificate of " + vim.authUrl() + " is not trusted: " + e.getMessage()
                            + "; give the certificate authority of the cluster");
        } catch (IOException e) {
            throw bad("auth_url", vim.authUrl() + " cannot be reached: " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemDetails.of(503, "Service Unavailable", "the server is shutting down"), e);
        }
    }

    private record Reply(int status, JsonNode body) {}

    private static Reply get(HttpClient client, String url, KubernetesCredentials credentials)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + credentials.bearerToken())
                .header("Accept", "application/json")
                .build();
        Optional<String> refused = Destination.refused(request.uri().getHost(), true);
        if (refused.isPresent()) {
            throw bad("auth_url", "leads to " + refused.get() + ", which the server does not go to");
        }
        // The request's own time-out ends with the header; a body that stalls must not hold the client for ever.
        var pending = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
        try {
            var response = pending.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), json(response.body()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no complete answer within " + TIMEOUT.toSeconds() + " s", e);
        } finally {
            pending.cancel(true);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException noJson) {
            return JsonMapper.shared().missingNode();
        }
    }

    /** A token that may not list them is fine: then none are known. */
    private static List<String> namespaces(Reply reply) {
        return reply.status() != 200
                ? List.of()
                : reply.body()
                        .path("items")
                        .valueStream()
                        .map(item -> item.at("/metadata/name").asString(""))
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    private static HttpClient client(KubernetesCredentials credentials) {
        var builder = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        credentials.certificateAuthority().ifPresent(pem -> builder.sslContext(trusting(pem)));
        return builder.build();
    }

    private static SSLContext trusting(String pem) {
        try {
            var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            int number = 0;
            var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                authorities.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw bad("auth_cred.ssl_ca_cert", "holds no certificate in PEM form");
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw bad("auth_cred.ssl_ca_cert", "is no certificate in PEM form: " + e.getMessage());
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private static ProblemException bad(String field, String reason) {
        return new ProblemException(ProblemDetails.badRequest(field, reason));
    }
}

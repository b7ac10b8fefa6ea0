package dev.davit.cli.connection;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import dev.davit.cli.output.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import tools.jackson.databind.JsonNode;

/** HTTP as all requests of the client need it: no redirects, time limits, and words for what goes wrong below HTTP. */
final class Http {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient client;

    /** @param environment may name the authorities that are trusted */
    Http(Map<String, String> environment) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1);
        Authorities.of(environment).ifPresent(builder::sslContext);
        client = builder.build();
    }

    static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(ANSWER);
    }

    static BodyPublisher json(JsonNode body) {
        return BodyPublishers.ofString(Json.write(body));
    }

    HttpResponse<String> send(HttpRequest request) {
        return send(request, BodyHandlers.ofString());
    }

    /** @throws CliException when there was no answer */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw unreachable(request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "Interrupted while waiting for " + request.uri());
        }
    }

    static CliException unreachable(URI uri, IOException e) {
        String root = uri.getScheme() + "://" + uri.getAuthority();
        String why = e instanceof ConnectException && e.getMessage() == null ? "connection refused" : reason(e);
        if (e instanceof SSLHandshakeException) {
            return new CliException(
                    ExitCode.NO_ACCESS,
                    "The certificate of " + root + " is not accepted: " + why,
                    "Is this the name that it is for? " + Authorities.VARIABLE
                            + " names a PEM file with the certificate of an authority of your own.");
        }
        return new CliException(
                ExitCode.NO_ACCESS,
                "Cannot reach " + root + ": " + why,
                "Is it running? 'davit server' starts a server, 'davit demo' a whole cloud with one.",
                "--server or DAVIT_SERVER names another server.");
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

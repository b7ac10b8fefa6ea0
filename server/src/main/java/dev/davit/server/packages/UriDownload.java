package dev.davit.server.packages;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Fetches packages for upload_from_uri. Redirects are followed by hand, so that each address is checked. */
final class UriDownload implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    /** What to fetch. Holds a password: sealed at rest, never printed. */
    record Source(String addressInformation, Optional<String> userName, Optional<String> password) {
        @Override
        public String toString() {
            return "Source[" + addressInformation + "]";
        }
    }

    /** Does something with the bytes as they arrive. */
    interface Consumer {
        void accept(InputStream body) throws IOException;
    }

    private final DownloadAddress addresses;
    private final Pace pace;
    /** Made when first needed: it costs a tenth of a second that the server's start can do without. */
    private HttpClient client;

    UriDownload(boolean loopbackAllowed) {
        this(loopbackAllowed, Pace.DEFAULT);
    }

    UriDownload(boolean loopbackAllowed, Pace pace) {
        this.addresses = new DownloadAddress(loopbackAllowed);
        this.pace = pace;
    }

    /** @throws ProblemException 400 when the address cannot be fetched from */
    void checkForm(Source source) {
        addresses.parse(source.addressInformation());
    }

    /** @throws ProblemException saying what the other side answered */
    void fetch(Source source, Consumer consumer) throws IOException, InterruptedException {
        URI first = addresses.parse(source.addressInformation());
        URI uri = first;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            addresses.check(uri);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT).header("Accept", "application/zip, */*");
            if (sameServer(first, uri)) {
                source.userName().ifPresent(user -> request.header("Authorization", basic(user, source.password())));
            }
            HttpResponse<InputStream> response =
                    client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = pace.watch(response.body())) {
                Optional<String> location = response.headers().firstValue("Location");
                if (response.statusCode() == 200) {
                    consumer.accept(body);
                    return;
                } else if (response.statusCode() / 100 == 3 && location.isPresent()) {
                    uri = uri.resolve(location.get());
                } else {
                    throw failed(uri.getHost() + " answered with status " + response.statusCode());
                }
            } catch (IllegalArgumentException e) {
                throw failed(uri.getHost() + " redirects to something that is not a URL");
            }
        }
        throw failed("there were more than " + MAX_REDIRECTS + " redirects");
    }

    static ProblemException failed(String reason) {
        return new ProblemException(ProblemDetails.of(
                400, "Bad Request", "addressInformation: the package could not be fetched: " + reason));
    }

    /** Credentials go nowhere but to where the client sent them. */
    private static boolean sameServer(URI a, URI b) {
        return a.getScheme().equalsIgnoreCase(b.getScheme())
                && a.getHost().equalsIgnoreCase(b.getHost())
                && a.getPort() == b.getPort();
    }

    private static String basic(String user, Optional<String> password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((user + ":" + password.orElse("")).getBytes(StandardCharsets.UTF_8));
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}

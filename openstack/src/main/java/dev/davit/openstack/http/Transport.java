package dev.davit.openstack.http;

import dev.davit.lifecycle.outbound.Destination;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP connections to one VIM: one pool, a bound on requests at a time, time-outs, and retries of what may be
 * retried. Safe for use by many operations at once.
 *
 * <p>What is retried: a connection that could not be made and 429 (the request was not begun), always; a lost connection,
 * a time-out, 500, 502, 503 and 504 only for a {@link Request#repeatable} request. A TLS failure is never retried. After a
 * 429 no operation asks that service for as long as it says; such refusals do not count as attempts, since where many share a
 * limit it may take a while until it is one's turn.
 */
public final class Transport implements AutoCloseable {
    /** Bytes; an answer that is longer is an error. */
    public static final int LARGEST_ANSWER = 32 << 20;

    /** A VIM's API processes are few; more at a time only queue up there. */
    private static final int REQUESTS_AT_A_TIME = 32;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client;
    private final RetryPolicy policy;
    private final CallObserver observer;
    private final RateLimits rateLimits = new RateLimits();
    private final Semaphore permits = new Semaphore(REQUESTS_AT_A_TIME);

    /** @throws GeneralSecurityException when the certificate authority cannot be read */
    public Transport(TrustedCertificates trusted, Duration connectTimeout, RetryPolicy policy, CallObserver observer)
            throws GeneralSecurityException {
        // HTTP/1.1: OpenStack services speak nothing else, and some stumble over an offered upgrade.
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        trusted.context().ifPresent(builder::sslContext);
        this.client = builder.build();
        this.policy = policy;
        this.observer = observer;
    }

    /**
     * Sends a request, again if need be.
     *
     * @param baseUrl the service's, without trailing slash
     * @param headers may hold the token; never shown
     * @return the last answer, whatever its status
     * @throws CloudException when there is no answer
     */
    public Reply send(Service service, String baseUrl, Request request, Map<String, String> headers, Pause pause)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == policy.attempts();
            try {
                Reply reply = withinRate(service, baseUrl, request, headers, pause);
                if (last || !isWorthRetrying(reply.status(), request)) {
                    return reply;
                }
                pause.pause(policy.after(attempt, RetryAfter.of(reply)));
            } catch (IOException e) {
                if (isTooLong(e)) {
                    throw CloudException.unusable(
                            service, request, "the answer is longer than " + (LARGEST_ANSWER >> 20) + " MiB");
                }
                if (last || !isWorthRetrying(e, request)) {
                    throw CloudException.unreachable(service, baseUrl, request, why(e), e);
                }
                pause.pause(policy.after(attempt, Optional.empty()));
            }
        }
    }

    /** The first answer that is not 429; or that, when it has come to more waiting than is allowed. */
    private Reply withinRate(Service service, String baseUrl, Request request, Map<String, String> headers, Pause pause)
            throws IOException, InterruptedException {
        Duration held = Duration.ZERO;
        for (int refusal = 1; ; refusal++) {
            rateLimits.await(service, pause);
            Reply reply = once(service, baseUrl, request, headers);
            if (reply.status() != 429) {
                return reply;
            }
            Duration wait = policy.afterLimit(refusal, RetryAfter.of(reply));
            rateLimits.hold(service, wait);
            held = held.plus(wait);
            if (held.compareTo(policy.longestHold()) > 0) {
                return reply;
            }
        }
    }

    private Reply once(Service service, String baseUrl, Request request, Map<String, String> headers)
            throws IOException, InterruptedException {
        var http = build(baseUrl, request, headers);
        Optional<String> refused = Destination.refused(http.uri().getHost(), true);
        if (refused.isPresent()) {
            throw CloudException.unusable(
                    service, request, baseUrl + " leads to " + refused.get() + ", which the server does not go to");
        }
        boolean counted = !(request.content().orElse(null) instanceof Request.Content.Stream);
        if (counted) {
            permits.acquire();
        }
        long start = System.nanoTime();
        int status = 0;
        try {
            var response = exchange(http, request.timeout());
            status = response.statusCode();
            return new Reply(status, response.headers(), response.body());
        } finally {
            if (counted) {
                permits.release();
            }
            observer.called(
                    service, request.method(), request.path(), status, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest http, Duration timeout) throws IOException, InterruptedException {
        // HttpRequest.timeout ends with the headers; a body that stalls must not hold the operation for ever either.
        var pending = client.sendAsync(http, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no complete answer within " + timeout.toSeconds() + " s", e);
        } finally {
            pending.cancel(true);
        }
    }

    private static HttpRequest build(String baseUrl, Request request, Map<String, String> headers) {
        var builder = HttpRequest.newBuilder(URI.create(baseUrl + request.path()));
        headers.forEach(builder::header);
        builder.header("Accept", "application/json");
        builder.header("User-Agent", "davit");
        request.content().ifPresent(c -> builder.header("Content-Type", mediaType(c)));
        return builder.method(
                        request.method(), request.content().map(Transport::body).orElse(BodyPublishers.noBody()))
                .build();
    }

    private static String mediaType(Request.Content content) {
        return switch (content) {
            case Request.Content.Json ignored -> "application/json";
            case Request.Content.Stream stream -> stream.mediaType();
            case Request.Content.Bytes bytes -> bytes.mediaType();
        };
    }

    private static BodyPublisher body(Request.Content content) {
        return switch (content) {
            case Request.Content.Json(var value) -> BodyPublishers.ofByteArray(JSON.writeValueAsBytes(value));
            case Request.Content.Bytes bytes -> BodyPublishers.ofByteArray(bytes.value());
            case Request.Content.Stream s
            when s.length() > 0 -> BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(s.open()), s.length());
            case Request.Content.Stream s -> BodyPublishers.ofInputStream(s.open());
        };
    }

    private static boolean isWorthRetrying(int status, Request request) {
        return request.repeatable() && (status == 500 || status == 502 || status == 503 || status == 504);
    }

    private static boolean isWorthRetrying(IOException e, Request request) {
        boolean neverSent = e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof HttpConnectTimeoutException;
        return !(e instanceof SSLException) && (neverSent || request.repeatable());
    }

    /** In no other way does the handler of bodies tell. */
    private static boolean isTooLong(IOException e) {
        return String.valueOf(e.getMessage()).startsWith("body exceeds capacity");
    }

    private static String why(IOException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof java.nio.channels.UnresolvedAddressException || t instanceof UnknownHostException) {
                return "the host name is not known";
            }
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e instanceof ConnectException && e.getMessage() == null ? "connection refused" : message;
    }

    /** Ends all requests at once. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}

package dev.davit.driver.kubernetes.api;

import dev.davit.lifecycle.plan.StepFailedException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The API as it is reached from here. */
final class DirectTransport implements Transport {
    private static final int REQUEST_MILLIS = 15_000;
    private static final int SERVER_ERROR = 500;
    /** Longer than HAProxy takes to notice and etcd to choose a leader. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(60);

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Config config;
    private final String url;
    private KubernetesClient client;

    private DirectTransport(Config config, String url) {
        this.config = config;
        this.url = url;
        this.client = connection();
    }

    private KubernetesClient connection() {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /**
     * @param kubeconfig with credentials
     * @param url where the API answers
     * @param patience how long a connection may take
     * @return empty when it cannot be reached or cannot be trusted under this address
     */
    static Optional<DirectTransport> open(String kubeconfig, String url, Duration patience) {
        if (!connects(URI.create(url), patience)) {
            return Optional.empty();
        }
        Config config = Config.fromKubeconfig(kubeconfig);
        config.setMasterUrl(url);
        // The cluster is reached as its nodes are, whatever proxy this process uses elsewhere.
        config.setHttpProxy(null);
        config.setHttpsProxy(null);
        config.setConnectionTimeout((int) patience.toMillis());
        config.setRequestTimeout(REQUEST_MILLIS);
        // An eviction that a disruption budget holds answers 429, which is for the caller to see.
        config.setRequestRetryBackoffLimit(0);
        var transport = new DirectTransport(config, url);
        try {
            transport.client.raw("/version", "GET", null);
            return Optional.of(transport);
        } catch (KubernetesClientException e) {
            transport.close();
            return Optional.empty();
        }
    }

    private static boolean connects(URI url, Duration patience) {
        String host = url.getHost().replace("[", "").replace("]", "");
        try (var socket = new Socket(java.net.Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(host, url.getPort()), (int) patience.toMillis());
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }

    /**
     * Tries again for a while where no API server answers, or one fails: behind the virtual IP that is what a master looks like
     * which has just left, until the load balancer has noticed. Each time by a new connection, since a load balancer keeps one with
     * the server that it has led to. To do it twice is harmless: what was created is there (409),
     * what was deleted is gone (404).
     */
    @Override
    public Reply send(String method, String path, Optional<String> body)
            throws StepFailedException, InterruptedException {
        long end = System.nanoTime() + TAKE_OVER.toNanos();
        while (true) {
            Optional<Reply> reply = Optional.empty();
            KubernetesClientException silence = null;
            try {
                reply = Optional.of(once(method, path, body));
            } catch (KubernetesClientException e) {
                silence = e;
            }
            if (reply.isPresent() && !isFailing(method, reply.get())) {
                return reply.get();
            }
            if (System.nanoTime() > end) {
                return reply.orElseThrow(noAnswer(silence));
            }
            Thread.sleep(BETWEEN);
            client.close();
            client = connection();
        }
    }

    /** Evictions answer 500 for budgets that contradict each other; that is for the caller. */
    private static boolean isFailing(String method, Reply reply) {
        return reply.status() >= SERVER_ERROR && !method.equals("POST");
    }

    private Supplier<StepFailedException> noAnswer(KubernetesClientException silence) {
        return () -> StepFailedException.of(
                "the cluster's API at " + url + " does not answer: " + reason(silence),
                "Check the masters, then retry.",
                silence);
    }

    /** The client itself says only that an error has occurred. */
    private static String reason(Throwable silence) {
        Throwable first = silence;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.getClass().getSimpleName() + ": " + first.getMessage();
    }

    private Reply once(String method, String path, Optional<String> body) {
        try {
            String answer = client.raw(path, method, body.orElse(null));
            return new Reply(200, answer == null ? "" : answer);
        } catch (KubernetesClientException e) {
            if (e.getCode() <= 0) {
                throw e;
            }
            String text = e.getStatus() == null
                    ? String.valueOf(e.getMessage())
                    : client.getKubernetesSerialization().asJson(e.getStatus());
            return new Reply(e.getCode(), text);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

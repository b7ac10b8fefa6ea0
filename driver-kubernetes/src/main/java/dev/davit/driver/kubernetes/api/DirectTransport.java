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

/** The API as it is reached from here. */
final class DirectTransport implements Transport {
    private static final int REQUEST_MILLIS = 30_000;

    private final KubernetesClient client;
    private final String url;

    private DirectTransport(KubernetesClient client, String url) {
        this.client = client;
        this.url = url;
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
        var transport = new DirectTransport(
                new KubernetesClientBuilder().withConfig(config).build(), url);
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

    @Override
    public Reply send(String method, String path, Optional<String> body) throws StepFailedException {
        try {
            String answer = client.raw(path, method, body.orElse(null));
            return new Reply(200, answer == null ? "" : answer);
        } catch (KubernetesClientException e) {
            if (e.getCode() > 0) {
                String text = e.getStatus() == null
                        ? String.valueOf(e.getMessage())
                        : client.getKubernetesSerialization().asJson(e.getStatus());
                return new Reply(e.getCode(), text);
            }
            throw StepFailedException.of(
                    "the cluster's API at " + url + " does not answer: " + e.getMessage(),
                    "Check the masters, then retry.",
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

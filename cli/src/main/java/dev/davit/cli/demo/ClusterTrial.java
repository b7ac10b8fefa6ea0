package dev.davit.cli.demo;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import dev.davit.cli.output.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Uses a cluster as anybody would who has its kubeconfig. */
public final class ClusterTrial implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ClusterApi api;

    /** @param kubeconfig its text */
    public ClusterTrial(String kubeconfig) {
        api = ClusterApi.of(kubeconfig);
    }

    /** Names of the nodes that are Ready. */
    public List<String> readyNodes() throws IOException, InterruptedException {
        return Json.elements(api.get("/api/v1/nodes"), "items").stream()
                .filter(node -> Json.elements(node, "status", "conditions").stream()
                        .anyMatch(c -> Json.text(c, "type").equals("Ready")
                                && Json.text(c, "status").equals("True")))
                .map(node -> Json.text(node, "metadata", "name"))
                .sorted()
                .toList();
    }

    /** The values of a label, by the names of the nodes that have it. */
    public Map<String, String> labels(String label) throws IOException, InterruptedException {
        var labels = new TreeMap<String, String>();
        for (JsonNode node : Json.elements(api.get("/api/v1/nodes"), "items")) {
            String value = node.path("metadata").path("labels").path(label).asString("");
            if (!value.isEmpty()) {
                labels.put(Json.text(node, "metadata", "name"), value);
            }
        }
        return labels;
    }

    /**
     * Runs an image as a pod on every node, pulled anew there, and removes the pods again.
     *
     * @return the nodes
     * @throws CliException saying which pod does not run and what the cluster says of it
     */
    public List<String> runOnEveryNode(String image) throws IOException, InterruptedException {
        List<String> nodes = readyNodes();
        List<String> pods = new ArrayList<>();
        try {
            for (String node : nodes) {
                ObjectNode pod = pod("davit-trial-" + node.toLowerCase(Locale.ROOT), node, image);
                pods.add(PODS + "/" + Json.text(pod, "metadata", "name"));
                expectCreated(pod);
            }
            for (String pod : pods) {
                await(pod, image);
            }
        } finally {
            for (String pod : pods) {
                api.send("DELETE", pod + "?gracePeriodSeconds=0", "");
            }
        }
        for (String pod : pods) {
            awaitGone(pod);
        }
        return nodes;
    }

    private static ObjectNode pod(String name, String node, String image) {
        ObjectNode pod = Json.object().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", name);
        ObjectNode spec = pod.putObject("spec").put("nodeName", node).put("terminationGracePeriodSeconds", 0);
        spec.put("automountServiceAccountToken", false);
        spec.putArray("tolerations").addObject().put("operator", "Exists");
        spec.putArray("containers")
                .addObject()
                .put("name", "trial")
                .put("image", image)
                .put("imagePullPolicy", "Always");
        return pod;
    }

    /** A new cluster makes the service account, which every pod needs, a moment after it is ready. */
    private void expectCreated(ObjectNode pod) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            String said;
            try {
                ClusterApi.Reply reply = api.send("POST", PODS, Json.write(pod));
                // It is there already when the answer to an earlier try was lost.
                if (reply.status() == CREATED || reply.status() == CONFLICT) {
                    return;
                }
                said = reply.body();
            } catch (IOException e) {
                said = e.getMessage(); // a busy machine takes its time
            }
            if (System.nanoTime() > end) {
                throw new CliException(ExitCode.FAILED, "The cluster takes no pod: " + said);
            }
            pause();
        }
    }

    private void await(String pod, String image) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        JsonNode status = Json.object();
        do {
            pause();
            try {
                status = api.get(pod).path("status");
            } catch (IOException e) {
                continue; // a busy machine takes its time
            }
            if (Json.text(status, "phase").equals("Running")) {
                return;
            }
        } while (System.nanoTime() < end);
        throw new CliException(
                ExitCode.FAILED,
                pod + " with image " + image + " does not run after " + LIMIT.toSeconds() + " s: "
                        + Json.write(status));
    }

    private void awaitGone(String pod) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (api.send("GET", pod, "").status() != NOT_FOUND) {
            if (System.nanoTime() > end) {
                throw new CliException(ExitCode.FAILED, pod + " is not gone after " + LIMIT.toSeconds() + " s");
            }
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }

    @Override
    public void close() {
        api.close();
    }
}

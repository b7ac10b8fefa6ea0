package dev.davit.driver.kubernetes.api;

import dev.davit.driver.kubernetes.api.Transport.Reply;
import dev.davit.lifecycle.plan.StepFailedException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.version.Info;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the driver asks of a cluster. Close it after use. */
public final class KubernetesApi implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int PAGE = 25;
    private static final int ATTEMPTS = 5;

    private final Transport transport;
    private final AutoCloseable session;
    private final KubernetesSerialization json = new KubernetesSerialization();

    /** @param session closed with it */
    KubernetesApi(Transport transport, AutoCloseable session) {
        this.transport = transport;
        this.session = session;
    }

    /** What became of the wish that a pod leaves its node. */
    public sealed interface Eviction {
        /** It is ending. */
        record Begun() implements Eviction {}

        /** It is not there any more. */
        record Gone() implements Eviction {}

        /** @param reason for example the PodDisruptionBudget that holds it */
        record Held(String reason) implements Eviction {}
    }

    public List<Node> nodes() throws StepFailedException, InterruptedException {
        return list("/api/v1/nodes?", NodeList.class);
    }

    /**
     * Changes a node, again when somebody else has changed it meanwhile.
     *
     * @return whether there was something to change
     */
    public boolean update(String name, UnaryOperator<Node> change) throws StepFailedException, InterruptedException {
        String path = "/api/v1/nodes/" + name;
        for (int attempt = 1; ; attempt++) {
            String before = must("GET", path, Optional.empty());
            Node node = json.unmarshal(before, Node.class);
            String was = json.asJson(node);
            String wanted = json.asJson(change.apply(node));
            if (wanted.equals(was)) {
                return false;
            }
            Reply reply = transport.send("PUT", path, Optional.of(wanted));
            if (reply.succeeded()) {
                return true;
            }
            if (reply.status() != CONFLICT || attempt == ATTEMPTS) {
                throw refused("PUT", path, reply);
            }
        }
    }

    /** @return whether there was one */
    public boolean deleteNode(String name) throws StepFailedException, InterruptedException {
        String path = "/api/v1/nodes/" + name;
        Reply reply = transport.send("DELETE", path, Optional.empty());
        if (!reply.succeeded() && reply.status() != NOT_FOUND) {
            throw refused("DELETE", path, reply);
        }
        return reply.succeeded();
    }

    public List<Pod> podsOn(String node) throws StepFailedException, InterruptedException {
        return list("/api/v1/pods?fieldSelector=" + encoded("spec.nodeName=" + node) + "&", PodList.class);
    }

    /** In pages: what comes over SSH is kept up to a size only. @param path with its query, to which more is added */
    private <T extends HasMetadata> List<T> list(String path, Class<? extends KubernetesResourceList<T>> type)
            throws StepFailedException, InterruptedException {
        var all = new ArrayList<T>();
        String more = "";
        do {
            String page = path + "limit=" + PAGE + (more.isEmpty() ? "" : "&continue=" + encoded(more));
            KubernetesResourceList<T> found = json.unmarshal(must("GET", page, Optional.empty()), type);
            all.addAll(found.getItems());
            more = found.getMetadata() == null || found.getMetadata().getContinue() == null
                    ? ""
                    : found.getMetadata().getContinue();
        } while (!more.isEmpty());
        return all;
    }

    /**
     * Asks for a pod's eviction (API-initiated eviction, which minds PodDisruptionBudgets). Whatever else refuses it (several
     * budgets for one pod, an admission webhook) holds that pod and no other one.
     */
    public Eviction evict(Pod pod) throws StepFailedException, InterruptedException {
        String namespace = pod.getMetadata().getNamespace();
        String name = pod.getMetadata().getName();
        String path = "/api/v1/namespaces/" + namespace + "/pods/" + name + "/eviction";
        String body = """
                {"apiVersion": "%s", "kind": "Eviction", "metadata": {"name": "%s", "namespace": "%s"}}
                """.formatted(evictionVersion(), name, namespace);
        Reply reply = transport.send("POST", path, Optional.of(body));
        if (reply.succeeded()) {
            return new Eviction.Begun();
        }
        return switch (reply.status()) {
            case NOT_FOUND -> new Eviction.Gone();
            case TOO_MANY_REQUESTS -> new Eviction.Held(reason(reply));
            default ->
                new Eviction.Held("its eviction is refused with status " + reply.status() + ": " + reason(reply));
        };
    }

    private String evictionVersion() throws StepFailedException, InterruptedException {
        Info version = json.unmarshal(must("GET", "/version", Optional.empty()), Info.class);
        int minor = Integer.parseInt(version.getMinor().replaceAll("[^0-9].*", ""));
        // The group's v1 takes evictions since 1.22; v1beta1 is gone with 1.25.
        return minor >= 22 ? "policy/v1" : "policy/v1beta1";
    }

    /**
     * Creates something unless it is there.
     *
     * @param collection path of its kind and namespace
     * @return whether it was created
     */
    public boolean create(String collection, HasMetadata object) throws StepFailedException, InterruptedException {
        Reply reply = transport.send("POST", collection, Optional.of(json.asJson(object)));
        if (!reply.succeeded() && reply.status() != CONFLICT) {
            throw refused("POST", collection, reply);
        }
        return reply.succeeded();
    }

    public Optional<Secret> secret(String namespace, String name) throws StepFailedException, InterruptedException {
        String path = "/api/v1/namespaces/" + namespace + "/secrets/" + name;
        Reply reply = transport.send("GET", path, Optional.empty());
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!reply.succeeded()) {
            throw refused("GET", path, reply);
        }
        return Optional.of(json.unmarshal(reply.body(), Secret.class));
    }

    private String must(String method, String path, Optional<String> body)
            throws StepFailedException, InterruptedException {
        Reply reply = transport.send(method, path, body);
        if (!reply.succeeded()) {
            throw refused(method, path, reply);
        }
        return reply.body();
    }

    private StepFailedException refused(String method, String path, Reply reply) {
        return StepFailedException.of(
                "the cluster's API answers " + method + " " + path + " with status " + reply.status() + ": "
                        + reason(reply),
                "Check the cluster with kubectl on a master, then retry.");
    }

    private String reason(Reply reply) {
        try {
            Status status = json.unmarshal(reply.body(), Status.class);
            var text = new StringBuilder(String.valueOf(status.getMessage()));
            if (status.getDetails() != null) {
                status.getDetails()
                        .getCauses()
                        .forEach(cause -> text.append(" ").append(cause.getMessage()));
            }
            return text.toString();
        } catch (RuntimeException noStatus) {
            return reply.body()
                    .lines()
                    .limit(3)
                    .reduce("", (a, b) -> a + " " + b)
                    .strip();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws StepFailedException {
        transport.close();
        try {
            session.close();
        } catch (Exception e) {
            throw StepFailedException.of("a connection did not close: " + e.getMessage(), "Retry.", e);
        }
    }
}

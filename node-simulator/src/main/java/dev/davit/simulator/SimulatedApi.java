package dev.davit.simulator;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the Kubernetes API of a simulated cluster answers: nodes, pods, evictions, and anything that is posted. */
public final class SimulatedApi {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param body JSON */
    public record Answer(int status, String body) {}

    private final Map<String, ObjectNode> nodes = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectNode> pods = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectNode> others = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Map<String, Answer> refused = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<String> evicted = new CopyOnWriteArrayList<>();
    private final AtomicInteger largestList = new AtomicInteger();
    private final String authority;

    SimulatedApi(String authority) {
        this.authority = authority;
    }

    /** A node object, as a kubelet makes it. */
    public void addNode(String name, String address) {
        ObjectNode node = object("Node", name);
        ObjectNode status = node.putObject("status");
        status.putArray("addresses").addObject().put("type", "InternalIP").put("address", address);
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True")
                .put("message", "fine");
        nodes.put(name, node);
    }

    /** Says that a node's kubelet has gone silent. */
    public void lost(String node) {
        ObjectNode condition = (ObjectNode) nodes.get(node).at("/status/conditions/0");
        condition.put("status", "Unknown").put("message", "Kubelet stopped posting node status.");
    }

    /** A pod of the default namespace. @param owner kind of what owns it, e.g. ReplicaSet or DaemonSet */
    public void addPod(String name, String node, String owner) {
        ObjectNode pod = object("Pod", name);
        ((ObjectNode) pod.get("metadata"))
                .put("namespace", "default")
                .putArray("ownerReferences")
                .addObject()
                .put("kind", owner)
                .put("name", name);
        pod.putObject("spec").put("nodeName", node);
        pods.put(name, pod);
    }

    /** A PodDisruptionBudget keeps this pod from now on. */
    public void hold(String pod) {
        held.add(pod);
    }

    /** Every eviction of this pod is answered with this status. */
    public void refuse(String pod, int status, String message) {
        refused.put(pod, status(status, message));
    }

    public void release(String pod) {
        held.remove(pod);
        refused.remove(pod);
    }

    public Set<String> nodeNames() {
        return nodes.keySet();
    }

    public ObjectNode node(String name) {
        return nodes.get(name);
    }

    /** Names of evicted pods, in order. */
    public List<String> evicted() {
        return java.util.List.copyOf(evicted);
    }

    private static ObjectNode object(String kind, String name) {
        ObjectNode object = JSON.createObjectNode().put("apiVersion", "v1").put("kind", kind);
        object.putObject("metadata").put("name", name).put("resourceVersion", "1");
        return object;
    }

    synchronized Answer handle(String method, URI url, String body) {
        String path = url.getPath();
        if (path.equals("/version")) {
            return new Answer(200, "{\"major\": \"1\", \"minor\": \"20\"}");
        }
        if (path.equals("/readyz")) {
            return new Answer(200, "ok");
        }
        if (path.endsWith("/eviction")) {
            return evict(path.split("/")[6]);
        }
        if (path.equals("/api/v1/pods")) {
            String node = url.getQuery().replaceAll(".*spec\\.nodeName=([^&]*).*", "$1");
            return list(url, pods, pod -> pod.at("/spec/nodeName").asString("").equals(node));
        }
        if (path.equals("/api/v1/nodes")) {
            return list(url, nodes, node -> true);
        }
        if (path.startsWith("/api/v1/nodes/")) {
            return one(nodes, path.substring("/api/v1/nodes/".length()), method, body);
        }
        return other(method, path, body);
    }

    private Answer evict(String pod) {
        if (!pods.containsKey(pod)) {
            return status(404, "pods \"" + pod + "\" not found");
        }
        if (refused.containsKey(pod)) {
            return refused.get(pod);
        }
        if (held.contains(pod)) {
            return status(
                    429,
                    "Cannot evict pod as it would violate the pod's disruption budget. The disruption budget " + pod
                            + "-budget needs 1 healthy pods and has 1 currently");
        }
        pods.remove(pod);
        evicted.add(pod);
        return status(201, "evicted");
    }

    /** In pages as the query wants them: limit, and continue with how many there were before. */
    /** How many objects an answer has had at the most. */
    public int largestList() {
        return largestList.get();
    }

    private static long number(URI url, String name, long otherwise) {
        Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([0-9]+)")
                .matcher(Optional.ofNullable(url.getQuery()).orElse(""));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    private Answer list(URI url, Map<String, ObjectNode> objects, java.util.function.Predicate<ObjectNode> wanted) {
        ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
        ObjectNode metadata = list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        long before = number(url, "continue", 0);
        long limit = number(url, "limit", Long.MAX_VALUE);
        List<ObjectNode> found =
                new TreeMap<>(objects).values().stream().filter(wanted).toList();
        found.stream().skip(before).limit(limit).forEach(items::add);
        largestList.accumulateAndGet(items.size(), Math::max);
        if (before + items.size() < found.size()) {
            metadata.put("continue", Long.toString(before + items.size()));
        }
        return new Answer(200, list.toString());
    }

    private static Answer one(Map<String, ObjectNode> objects, String name, String method, String body) {
        if (!objects.containsKey(name)) {
            return status(404, name + " not found");
        }
        return switch (method) {
            case "PUT" -> {
                objects.put(name, (ObjectNode) JSON.readTree(body));
                yield new Answer(200, body);
            }
            case "DELETE" -> new Answer(200, objects.remove(name).toString());
            default -> new Answer(200, objects.get(name).toString());
        };
    }

    private Answer other(String method, String path, String body) {
        if (method.equals("POST")) {
            ObjectNode object = (ObjectNode) JSON.readTree(body);
            fillToken(object);
            String key = path + "/" + object.at("/metadata/name").asString("");
            return others.putIfAbsent(key, object) == null
                    ? new Answer(201, object.toString())
                    : status(409, "already exists");
        }
        return Optional.ofNullable(others.get(path))
                .map(object -> new Answer(200, object.toString()))
                .orElseGet(() -> status(404, path + " not found"));
    }

    /** What the token controller does with a Secret of that type. */
    private void fillToken(ObjectNode object) {
        if (object.path("type").asString("").equals("kubernetes.io/service-account-token")) {
            object.putObject("data").put("token", base64("the-bearer-token")).put("ca.crt", base64(authority));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Answer status(int code, String message) {
        return new Answer(
                code,
                JSON.createObjectNode()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("message", message)
                        .put("code", code)
                        .toString());
    }
}

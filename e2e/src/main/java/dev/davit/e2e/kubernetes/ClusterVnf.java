package dev.davit.e2e.kubernetes;

import dev.davit.cli.demo.ClusterTrial;
import dev.davit.cli.demo.KubernetesBundle;
import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Checkout;
import dev.davit.e2e.harness.Guest;
import dev.davit.e2e.harness.Poll;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A Kubernetes cluster VNF of a site: brings it about, changes it and asks it how it is. */
public final class ClusterVnf {
    public static final String VIM = "kubernetes_vim";
    public static final String VNFD_ID = "b1db0ce7-ebca-1fb7-95ed-4840d70a1163";
    static final Path SAMPLE = Checkout.root().resolve("vnf-packages/kubernetes-cluster");
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final ClusterSite site;
    private final String id;
    private String occurrence = "";

    private ClusterVnf(ClusterSite site, String id) {
        this.site = site;
        this.id = id;
    }

    /** The sample package with a bundle in it and, when given, more files. */
    public static Path build(ClusterSite site, KubernetesBundle bundle, List<String> more)
            throws IOException, InterruptedException {
        var added = new ArrayList<>(more);
        added.add(KubernetesBundle.IN_PACKAGE + "="
                + bundle.ready(Path.of(System.getProperty("user.home"), ".davit", "cache")));
        return Tool.buildPackage(SAMPLE, site.folder().resolve("kubernetes.zip"), added);
    }

    /** Instantiates it and waits until it is there. */
    public static ClusterVnf instantiate(ClusterSite site, ObjectNode parameters) {
        var cluster = new ClusterVnf(site, site.api().create(VNFD_ID));
        cluster.complete("instantiate", parameters.toString());
        return cluster;
    }

    /** One that somebody else brings about. */
    static ClusterVnf of(ClusterSite site, String id) {
        return new ClusterVnf(site, id);
    }

    /** Waits until the operation that somebody else has begun last is COMPLETED. */
    void awaitLatest(String operation) {
        occurrence = site.api().latest(id, operation);
        awaitCompleted(operation);
    }

    public void scale(String type) {
        complete("scale", "{\"type\": \"%s\", \"aspectId\": \"worker_instance\"}".formatted(type));
    }

    void heal(String vnfcId) {
        complete("heal", "{\"vnfcInstanceId\": [\"" + vnfcId + "\"]}");
    }

    void healEntirely() {
        complete("heal", "{}");
    }

    public void terminate() {
        complete("terminate", "{\"terminationType\": \"FORCEFUL\"}");
    }

    /** An operation that comes to rest in FAILED_TEMP. @return what the error says */
    String fail(String task, String body) {
        occurrence = site.api().start(id, task, body);
        JsonNode done = site.api().await(occurrence, LIMIT);
        if (!done.get("operationState").stringValue().equals("FAILED_TEMP")) {
            throw new AssertionError(done.toPrettyString());
        }
        return done.at("/error/detail").stringValue();
    }

    /** Retries the last operation, which completes this time. */
    void retry() {
        Api.expect(site.api().post("/vnflcm/v1/vnf_lcm_op_occs/" + occurrence + "/retry"), 202);
        awaitCompleted("retry");
    }

    private void complete(String task, String body) {
        occurrence = site.api().start(id, task, body);
        awaitCompleted(task);
    }

    private void awaitCompleted(String task) {
        long begin = System.nanoTime();
        site.api().complete(occurrence, LIMIT);
        System.out.printf(
                "%s took %d s%n",
                task, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    }

    /** The VNFCs of a VDU, in the order of the instance. */
    List<JsonNode> vnfcs(String vdu) {
        JsonNode all = site.api().json("/vnflcm/v1/vnf_instances/" + id).at("/instantiatedVnfInfo/vnfcResourceInfo");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(vnfc -> vnfc.get("vduId").stringValue().equals(vdu))
                .toList();
    }

    /** Root's consoles of the VMs of these VDUs. */
    List<Guest> guests(String... vdus) {
        return Stream.of(vdus)
                .flatMap(vdu -> vnfcs(vdu).stream())
                .map(vnfc -> new Guest(vnfc.at("/computeResource/resourceId").stringValue()))
                .toList();
    }

    /** Where commands ran in the last operation. */
    Set<String> hostsOfCommands() {
        JsonNode events = site.api().json("/davit/v1/vnf_lcm_op_occs/" + occurrence + "/events");
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("host").asString(""))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Where its VIM's API is. */
    String vimUrl() {
        return site.api()
                .json("/v1.0/vims/" + vimId().orElseThrow())
                .at("/vim/auth_url")
                .stringValue();
    }

    /** The address that the masters share. */
    String virtualIp() {
        return URI.create(vimUrl()).getHost();
    }

    boolean isRegisteredAsVim() {
        return vimId().isPresent();
    }

    /** With the credentials that Davit gives its users. */
    ClusterTrial trial() {
        String kubeconfig = "/davit/v1/vims/" + vimId().orElseThrow() + "/kubeconfig";
        return new ClusterTrial(Api.expect(site.api().get(kubeconfig), 200).body());
    }

    /** Waits until exactly so many nodes are there and ready, and runs the image on each of them. */
    List<String> runOnEveryNode(int nodes, String image) throws IOException, InterruptedException {
        try (ClusterTrial trial = trial()) {
            Poll.until(Duration.ofMinutes(2), () -> ready(trial), ready -> ready.size() == nodes);
            return trial.runOnEveryNode(image);
        }
    }

    private static List<String> ready(ClusterTrial trial) {
        try {
            return trial.readyNodes();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> vimId() {
        JsonNode vims = site.api().json("/v1.0/vims").get("vims");
        return StreamSupport.stream(vims.spliterator(), false)
                .filter(vim -> vim.get("name").stringValue().equals(VIM))
                .map(vim -> vim.get("id").stringValue())
                .findFirst();
    }
}

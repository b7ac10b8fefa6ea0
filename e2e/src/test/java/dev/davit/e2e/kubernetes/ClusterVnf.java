package dev.davit.e2e.kubernetes;

import dev.davit.cli.demo.ClusterTrial;
import dev.davit.cli.demo.KubernetesBundle;
import dev.davit.cli.demo.KubernetesVnf;
import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Poll;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A Kubernetes cluster VNF of a site: brings it about, changes it and asks it how it is. */
final class ClusterVnf {
    static final String VIM = "kubernetes_vim";
    private static final String VNFD_ID = "b1db0ce7-ebca-1fb7-95ed-4840d70a1163";
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final ClusterSite site;
    private final String id;

    private ClusterVnf(ClusterSite site, String id) {
        this.site = site;
        this.id = id;
    }

    /** The sample package with a bundle in it and, when given, more files. */
    static Path build(ClusterSite site, KubernetesBundle bundle, List<String> more)
            throws IOException, InterruptedException {
        var added = new ArrayList<>(more);
        added.add(KubernetesBundle.IN_PACKAGE + "="
                + bundle.ready(Path.of(System.getProperty("user.home"), ".davit", "cache")));
        return Tool.buildPackage("kubernetes-cluster", site.folder().resolve("kubernetes.zip"), added);
    }

    /** Instantiates it and waits until it is there. */
    static ClusterVnf instantiate(ClusterSite site, String flavour, ObjectNode registry) {
        String id = site.api().create(VNFD_ID);
        var cluster = new ClusterVnf(site, id);
        cluster.complete(
                "instantiate",
                KubernetesVnf.parameters(flavour, site.networkId("net0"), VIM, registry)
                        .toString());
        return cluster;
    }

    void scale(String type) {
        complete("scale", "{\"type\": \"%s\", \"aspectId\": \"worker_instance\"}".formatted(type));
    }

    void heal(String vnfcId) {
        complete("heal", "{\"vnfcInstanceId\": [\"" + vnfcId + "\"]}");
    }

    void healEntirely() {
        complete("heal", "{}");
    }

    void terminate() {
        complete("terminate", "{\"terminationType\": \"FORCEFUL\"}");
    }

    private void complete(String task, String body) {
        long begin = System.nanoTime();
        Api api = site.api();
        String occurrence = api.start(id, task, body);
        JsonNode done = api.await(occurrence, LIMIT);
        System.out.printf(
                "%s took %d s%n",
                task, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        if (!done.get("operationState").stringValue().equals("COMPLETED")) {
            throw new AssertionError(done.toPrettyString());
        }
    }

    /** The VNFCs of a VDU, in the order of the instance. */
    List<JsonNode> vnfcs(String vdu) {
        JsonNode all = site.api().json("/vnflcm/v1/vnf_instances/" + id).at("/instantiatedVnfInfo/vnfcResourceInfo");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(vnfc -> vnfc.get("vduId").stringValue().equals(vdu))
                .toList();
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

    private java.util.Optional<String> vimId() {
        JsonNode vims = site.api().json("/v1.0/vims").get("vims");
        return StreamSupport.stream(vims.spliterator(), false)
                .filter(vim -> vim.get("name").stringValue().equals(VIM))
                .map(vim -> vim.get("id").stringValue())
                .findFirst();
    }
}

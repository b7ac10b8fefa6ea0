package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Poll;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A VNF instance on a cloud, by Davit's REST API; it and its package go with the site. */
final class CloudVnf {
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances/";
    private static final String OCCURRENCES = "/vnflcm/v1/vnf_lcm_op_occs/";

    private final CloudSite site;
    private final String id;

    private CloudVnf(CloudSite site, String id) {
        this.site = site;
        this.id = id;
    }

    /** Onboards the package, and creates the VNF instance. */
    static CloudVnf of(CloudSite site, Path csar) {
        String packageId = site.api().onboard(csar);
        site.afterwards(() -> {
            site.api().patch("/vnfpkgm/v1/vnf_packages/" + packageId, "{\"operationalState\": \"DISABLED\"}");
            site.api().delete("/vnfpkgm/v1/vnf_packages/" + packageId);
        });
        JsonNode info = site.api().json("/vnfpkgm/v1/vnf_packages/" + packageId);
        return create(site, info.get("vnfdId").stringValue());
    }

    /** Another instance of a package that is there. */
    static CloudVnf create(CloudSite site, String vnfdId) {
        var vnf = new CloudVnf(site, site.api().create(vnfdId));
        site.afterwards(() -> {
            site.removeStack(vnf.stackName());
            site.api().delete(INSTANCES + vnf.id);
        });
        return vnf;
    }

    String stackName() {
        return "vnf-" + id;
    }

    /** Ids of the cloud's stacks that have the VNF's name: one at most, if all is well. */
    List<String> stacks() {
        return site.stacks(stackName());
    }

    /** Runs an operation to its end. */
    void operate(String task, String body) {
        site.api().complete(start(task, body), site.limit());
    }

    /** @return id of the operation occurrence */
    String start(String task, String body) {
        return site.api().start(id, task, body);
    }

    void complete(String operation) {
        site.api().complete(operation, site.limit());
    }

    /** The occurrence in FAILED_TEMP. */
    JsonNode failed(String operation) {
        JsonNode occurrence = site.api().await(operation, site.limit());
        assertThat(occurrence.get("operationState").stringValue())
                .as(occurrence.toPrettyString())
                .isEqualTo("FAILED_TEMP");
        return occurrence;
    }

    void retry(String operation) {
        Api.expect(site.api().post(OCCURRENCES + operation + "/retry"), 202);
        Poll.until(
                site.limit(),
                () -> site.api()
                        .json(OCCURRENCES + operation)
                        .get("operationState")
                        .stringValue(),
                state -> !state.equals("FAILED_TEMP"));
        complete(operation);
    }

    /** Waits until a running operation has begun a step. */
    void awaitStep(String operation, String name) {
        Poll.until(
                site.limit(),
                () -> {
                    JsonNode occurrence = site.api().json(OCCURRENCES + operation);
                    assertThat(occurrence.get("operationState").stringValue())
                            .as("while waiting for step %s of %s", name, occurrence)
                            .isIn("STARTING", "PROCESSING");
                    return site.api().json("/davit/v1/vnf_lcm_op_occs/" + operation + "/steps");
                },
                steps -> steps.valueStream()
                        .anyMatch(s -> s.get("name").stringValue().equals(name)
                                && !s.get("state").stringValue().equals("PENDING")));
    }

    void scale(String type, String aspect, int steps) {
        operate("scale", scaling(type, aspect, steps));
    }

    static String scaling(String type, String aspect, int steps) {
        return "{\"type\": \"%s\", \"aspectId\": \"%s\", \"numberOfSteps\": %d}".formatted(type, aspect, steps);
    }

    /** Heals one VNFC of a VDU: it keeps its id and gets another server. */
    void heal(String vdu) {
        JsonNode before = vnfc(vdu);
        operate(
                "heal",
                "{\"vnfcInstanceId\": [\"%s\"]}".formatted(before.get("id").stringValue()));
        JsonNode after = vnfc(vdu);
        assertThat(after.get("id")).isEqualTo(before.get("id"));
        assertThat(after.at("/computeResource/resourceId")).isNotEqualTo(before.at("/computeResource/resourceId"));
    }

    void terminateAndDelete() {
        operate("terminate", "{\"terminationType\": \"FORCEFUL\"}");
        assertThat(stacks()).isEmpty();
        Api.expect(site.api().delete(INSTANCES + id), 204);
    }

    JsonNode info() {
        return site.api().json(INSTANCES + id).get("instantiatedVnfInfo");
    }

    /** The VDU of each VNFC. */
    List<String> vdus() {
        return vnfcs().stream().map(v -> v.get("vduId").stringValue()).toList();
    }

    List<JsonNode> vnfcs() {
        return StreamSupport.stream(info().get("vnfcResourceInfo").spliterator(), false)
                .toList();
    }

    private JsonNode vnfc(String vdu) {
        return vnfcs().stream()
                .filter(v -> v.get("vduId").stringValue().equals(vdu))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no VNFC of " + vdu));
    }

    /** Ids of the servers that Heat has made for the VNF. */
    List<String> servers() {
        var servers = new ArrayList<String>();
        String stack = stackName() + "/" + stacks().getFirst();
        for (JsonNode resource : site.cloudApi()
                .heat()
                .json("/stacks/" + stack + "/resources?nested_depth=5")
                .get("resources")) {
            if (resource.get("resource_type").stringValue().equals("OS::Nova::Server")) {
                servers.add(resource.get("physical_resource_id").stringValue());
            }
        }
        return servers;
    }
}

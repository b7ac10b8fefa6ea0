package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.StockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A VNF by the guide's commands of the stock client. They only begin an operation; its end is looked for in Davit's REST API. */
final class StockVnf {
    static final String MISSING = "the stock client is not installed (apt-get install python3-openstackclient"
            + " python3-heatclient python3-tackerclient)";

    private final CloudSite site;
    private final StockClient cloud;
    private final StockClient davit;
    private String packageId = "";
    private String id = "";

    StockVnf(CloudSite site) {
        this.site = site;
        this.cloud = site.cloud();
        this.davit = site.davit();
        site.afterwards(() -> {
            if (!id.isEmpty()) {
                site.removeStack(stackName());
            }
        });
    }

    void registerVim() throws IOException {
        var rc = site.openrc();
        Files.writeString(site.folder().resolve("vim_config.yaml"), """
                auth_url: '%s'
                username: '%s'
                password: '%s'
                project_name: '%s'
                project_domain_name: '%s'
                user_domain_name: '%s'
                cert_verify: 'True'
                """.formatted(
                        rc.value("OS_AUTH_URL", ""),
                        rc.value("OS_USERNAME", ""),
                        rc.value("OS_PASSWORD", ""),
                        rc.value("OS_PROJECT_NAME", ""),
                        rc.value("OS_PROJECT_DOMAIN_NAME", "Default"),
                        rc.value("OS_USER_DOMAIN_NAME", "Default")));
        JsonNode vim = davit.json("vim", "register", "VIM0", "--config-file", "vim_config.yaml", "--is-default");
        assertThat(vim.get("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(vim.toString()).doesNotContain("\"" + rc.value("OS_PASSWORD", "-") + "\"");
    }

    void onboard(Path csar) {
        packageId = davit.json("vnf", "package", "create").get("ID").stringValue();
        davit.run("vnf", "package", "upload", packageId, "--path", csar.toString())
                .expectSuccess();
        Poll.until(
                site.limit(),
                () -> site.api().json("/vnfpkgm/v1/vnf_packages/" + packageId),
                p -> !Set.of("UPLOADING", "PROCESSING")
                        .contains(p.get("onboardingState").stringValue()));
        JsonNode shown = davit.json("vnf", "package", "show", packageId);
        assertThat(shown.get("Onboarding State").stringValue()).isEqualTo("ONBOARDED");
    }

    void instantiate(String vnfdId, String parameters) throws IOException {
        id = davit.json("vnflcm", "create", vnfdId).get("ID").stringValue();
        Files.writeString(site.folder().resolve("param.json"), parameters);
        davit.run("vnflcm", "instantiate", id, "./param.json").expectSuccess();
        awaitLatest("INSTANTIATE");
    }

    /** What {@code vnflcm show} prints. */
    String shown() {
        return davit.run("vnflcm", "show", id).expectSuccess().text();
    }

    void scale(String type, String aspect) {
        davit.run("vnflcm", "scale", id, "--type", type, "--aspect-id", aspect, "--number-of-steps", "1")
                .expectSuccess();
        awaitLatest("SCALE");
    }

    void heal(String vnfcId) {
        davit.run("vnflcm", "heal", id, "--vnfc-instance", vnfcId).expectSuccess();
        awaitLatest("HEAL");
    }

    void healEntirely() {
        davit.run("vnflcm", "heal", id).expectSuccess();
        awaitLatest("HEAL");
    }

    void terminate() {
        davit.run("vnflcm", "terminate", id).expectSuccess();
        awaitLatest("TERMINATE");
        assertThat(stacks()).isEmpty();
    }

    /** Deletes instance, package and VIM, in the guide's order. */
    void deleteAll() {
        davit.run("vnflcm", "delete", id).expectSuccess();
        davit.run("vnf", "package", "update", packageId, "--operational-state", "DISABLED")
                .expectSuccess();
        davit.run("vnf", "package", "delete", packageId).expectSuccess();
        davit.run("vim", "delete", "VIM0").expectSuccess();
    }

    /** The guide's command: the servers in the stacks of the VNF. */
    List<JsonNode> servers() {
        var servers = new ArrayList<JsonNode>();
        cloud.json("stack", "resource", "list", stackName(), "-n", "2", "--filter", "type=OS::Nova::Server")
                .forEach(servers::add);
        return servers;
    }

    /** A server as the cloud's own client shows it. */
    JsonNode server(String serverId) {
        return cloud.json("server", "show", serverId);
    }

    boolean isInCloud(String kind, String resourceId) {
        return cloud.run(kind, "show", resourceId).status() == 0;
    }

    List<String> stacks() {
        return site.stacks(stackName());
    }

    JsonNode info() {
        return site.api().json("/vnflcm/v1/vnf_instances/" + id).get("instantiatedVnfInfo");
    }

    /** The VNFCs of a VDU. */
    List<JsonNode> vnfcs(String vdu) {
        return StreamSupport.stream(info().get("vnfcResourceInfo").spliterator(), false)
                .filter(vnfc -> vnfc.get("vduId").stringValue().equals(vdu))
                .toList();
    }

    private String stackName() {
        return "vnf-" + id;
    }

    private void awaitLatest(String operation) {
        JsonNode all = site.api().json("/vnflcm/v1/vnf_lcm_op_occs?all_records=yes");
        JsonNode latest = StreamSupport.stream(all.spliterator(), false)
                .max(Comparator.comparing(o -> o.get("startTime").stringValue()))
                .orElseThrow();
        assertThat(latest.get("operation").stringValue()).isEqualTo(operation);
        site.api().complete(latest.get("id").stringValue(), site.limit());
    }
}

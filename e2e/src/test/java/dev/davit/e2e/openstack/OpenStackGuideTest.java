package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.StockClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The commands of the private-registry guide on a cloud without guests, the management driver switched off by the package: each
 * test is one step and builds on those before.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("clouds")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenStackGuideTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String IMAGE = "Files/images/ubuntu-20.04-server-cloudimg-amd64.img";
    private static final String VNFD_ID = "c1bb0ce7-ebca-4fa7-95ed-4840d70a118f";

    @Parameter
    String cloudName;

    private CloudSite site;
    private StockClient cloud;
    private StockClient davit;
    private String packageId;
    private String vnf;
    private String imageId;

    static List<String> clouds() {
        return CloudSite.clouds().toList();
    }

    @BeforeParameterizedClassInvocation
    void start(String name) throws Exception {
        assumeTrue(
                Files.isExecutable(StockClient.EXECUTABLE),
                "the stock client is not installed (apt-get install python3-openstackclient python3-heatclient"
                        + " python3-tackerclient)");
        vnf = null;
        imageId = null;
        site = new CloudSite(name);
        cloud = site.cloud();
        davit = site.davit();
        site.afterwards(() -> {
            if (vnf != null && stacks().size() > 0) {
                cloud.run("stack", "delete", "--yes", "--wait", "vnf-" + vnf).expectSuccess();
            }
            if (imageId != null) {
                cloud.run("image", "delete", imageId);
            }
        });
    }

    @AfterParameterizedClassInvocation
    void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @Test
    @Order(1)
    void theCloudIsRegistered() throws Exception {
        Files.writeString(site.folder().resolve("vim_config.yaml"), vimConfig());
        JsonNode vim = davit.json("vim", "register", "VIM0", "--config-file", "vim_config.yaml", "--is-default");
        assertThat(vim.get("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(vim.toString()).doesNotContain("\"" + site.openrc().value("OS_PASSWORD", "-") + "\"");
    }

    @Test
    @Order(2)
    void thePackageIsOnboarded() throws Exception {
        Path csar = SamplePackage.buildWithoutHooks("private-registry", site.folder(), "--placeholder-image", IMAGE);
        packageId = davit.json("vnf", "package", "create").get("ID").stringValue();
        davit.run("vnf", "package", "upload", packageId, "--path", csar.toString())
                .expectSuccess();
        JsonNode shown = Poll.until(
                LIMIT,
                () -> davit.json("vnf", "package", "show", packageId),
                p -> !Set.of("UPLOADING", "PROCESSING")
                        .contains(p.get("Onboarding State").stringValue()));
        assertThat(shown.get("Onboarding State").stringValue()).isEqualTo("ONBOARDED");
    }

    @Test
    @Order(3)
    void aVnfIsCreatedAndInstantiated() throws Exception {
        vnf = davit.json("vnflcm", "create", VNFD_ID).get("ID").stringValue();
        Files.writeString(site.folder().resolve("param.json"), parameters());
        davit.run("vnflcm", "instantiate", vnf, "./param.json").expectSuccess();
        awaitLatest("INSTANTIATE");

        assertThat(servers()).singleElement().satisfies(s -> {
            assertThat(s.get("resource_name").stringValue()).isEqualTo("PrivateRegistryVDU");
            assertThat(s.get("resource_status").stringValue()).isEqualTo("CREATE_COMPLETE");
        });
        JsonNode server = cloud.json("server", "show", serverId());
        assertThat(server.get("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(server.get("addresses").toString()).contains(address());
        imageId = cloud.json("image", "list", "--private", "--name", "ubuntu-20.04-server-cloudimg-amd64")
                .get(0)
                .get("ID")
                .stringValue();
    }

    @Test
    @Order(4)
    void theVnfIsShown() {
        JsonNode info = instance().get("instantiatedVnfInfo");
        assertThat(davit.run("vnflcm", "show", vnf).expectSuccess().text())
                .contains("INSTANTIATED")
                .contains(serverId());
        assertThat(info.at("/vnfcResourceInfo/0/computeResource/resourceId").stringValue())
                .isEqualTo(serverId());
        assertThat(info.at("/extCpInfo/0/cpdId").stringValue()).isEqualTo("CP1");
    }

    @Test
    @Order(5)
    void healOfAVnfcReplacesItsServerAndKeepsItsAddress() {
        String server = serverId();
        String address = address();
        String vnfc =
                instance().at("/instantiatedVnfInfo/vnfcResourceInfo/0/id").stringValue();

        davit.run("vnflcm", "heal", vnf, "--vnfc-instance", vnfc).expectSuccess();
        awaitLatest("HEAL");

        assertThat(serverId()).isNotEqualTo(server);
        assertThat(address()).isEqualTo(address);
        assertThat(cloud.json("server", "show", serverId()).get("addresses").toString())
                .contains(address);
        assertThat(cloud.run("server", "show", server).status()).isNotZero();
    }

    @Test
    @Order(6)
    void healOfTheEntireVnfMakesANewStack() {
        String stack = stacks().getFirst();
        davit.run("vnflcm", "heal", vnf).expectSuccess();
        awaitLatest("HEAL");
        assertThat(stacks()).singleElement().isNotEqualTo(stack);
    }

    @Test
    @Order(7)
    void terminateAndDeleteLeaveNothing() {
        davit.run("vnflcm", "terminate", vnf).expectSuccess();
        awaitLatest("TERMINATE");
        assertThat(stacks()).isEmpty();
        davit.run("vnflcm", "delete", vnf).expectSuccess();
        davit.run("vnf", "package", "update", packageId, "--operational-state", "DISABLED")
                .expectSuccess();
        davit.run("vnf", "package", "delete", packageId).expectSuccess();
        assertThat(cloud.run("image", "show", imageId).status()).isNotZero();
        davit.run("vim", "delete", "VIM0").expectSuccess();
    }

    private String vimConfig() {
        var rc = site.openrc();
        return """
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
                        rc.value("OS_USER_DOMAIN_NAME", "Default"));
    }

    private String parameters() {
        return """
                {"flavourId": "simple", "extVirtualLinks": [{"id": "net0", "resourceId": "%s", "extCps": [{"cpdId": "CP1",
                 "cpConfig": [{"cpProtocolData": [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}]}]}""".formatted(site.network(site.openrc().value("DAVIT_TEST_NETWORK", "net0")));
    }

    private JsonNode instance() {
        return site.api().json("/vnflcm/v1/vnf_instances/" + vnf);
    }

    private String address() {
        return instance()
                .at(
                        "/instantiatedVnfInfo/vnfcResourceInfo/0/vnfcCpInfo/0/cpProtocolInfo/0/ipOverEthernet/ipAddresses/0/addresses/0")
                .stringValue();
    }

    /** The guide's command. */
    private List<JsonNode> servers() {
        var servers = new ArrayList<JsonNode>();
        cloud.json("stack", "resource", "list", "vnf-" + vnf, "-n", "2", "--filter", "type=OS::Nova::Server")
                .forEach(servers::add);
        return servers;
    }

    private String serverId() {
        return servers().getFirst().get("physical_resource_id").stringValue();
    }

    /** Ids of the stacks of the VNF's name: one at most. */
    private List<String> stacks() {
        var ids = new ArrayList<String>();
        for (JsonNode stack : cloud.json("stack", "list")) {
            if (stack.get("Stack Name").stringValue().equals("vnf-" + vnf)) {
                ids.add(stack.get("ID").stringValue());
            }
        }
        return ids;
    }

    private void awaitLatest(String operation) {
        var all = new ArrayList<JsonNode>();
        site.api().json("/vnflcm/v1/vnf_lcm_op_occs?all_records=yes").forEach(all::add);
        JsonNode latest = all.stream()
                .max(Comparator.comparing(o -> o.get("startTime").stringValue()))
                .orElseThrow();
        assertThat(latest.get("operation").stringValue()).isEqualTo(operation);
        site.api().complete(latest.get("id").stringValue(), LIMIT);
    }
}

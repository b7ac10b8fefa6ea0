package dev.davit.e2e.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.DockerRequired;
import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.RegistryClient;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.Site;
import dev.davit.e2e.harness.StockClient;
import dev.davit.e2e.harness.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The user's guide "How to use Mgmt Driver for deploying Kubernetes Cluster with Private Registries", chapter "Install Docker
 * Private Registry", sections 1 to 3, with the stock client. Each test is one step of it and builds on those before.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrivateRegistryGuideTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String UUID_FORM = "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}";

    private Site site;
    private StockClient openstack;
    private String vimId;
    private String packageId;
    private String vnf;
    private GuideVnf seen;

    @BeforeAll
    void startLabAndServer() throws IOException {
        Optional<String> missing = DockerRequired.missing();
        assumeTrue(missing.isEmpty(), missing::get);
        site = Site.withGuests();
        openstack = site.client();
    }

    @AfterAll
    void stop() throws IOException {
        if (site != null) {
            site.close();
        }
    }

    @Test
    @Order(1)
    void aVimIsRegistered() throws IOException {
        Files.writeString(site.folder().resolve("vim_config.yaml"), """
                auth_url: '%s'
                username: 'demo'
                password: '%s'
                project_name: 'demo'
                project_domain_name: 'Default'
                user_domain_name: 'Default'
                cert_verify: 'True'
                """.formatted(site.keystoneUrl(), Site.PASSWORD));
        JsonNode vim = openstack.json(
                "vim", "register", "VIM0", "--config-file", "vim_config.yaml", "--is-default", "--description", "lab");
        vimId = vim.get("id").stringValue();
        assertThat(vim.get("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(vim.toString()).doesNotContain(Site.PASSWORD);

        JsonNode list = openstack.json("vim", "list");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).get("Name").stringValue()).isEqualTo("VIM0");
        assertThat(openstack.json("vim", "show", "VIM0").get("id").stringValue())
                .isEqualTo(vimId);
    }

    @Test
    @Order(2)
    void thePackageIsOnboarded() throws IOException {
        Path csar = RegistryPackage.build(site.folder());
        JsonNode created = openstack.json("vnf", "package", "create");
        packageId = created.get("ID").stringValue();
        assertThat(created.get("Onboarding State").stringValue()).isEqualTo("CREATED");

        StockClient.Answer upload = openstack
                .run("vnf", "package", "upload", packageId, "--path", csar.toString())
                .expectSuccess();
        assertThat(upload.text()).contains("Upload request for VNF package " + packageId + " has been accepted.");

        JsonNode shown = Poll.until(
                LIMIT,
                () -> openstack.json("vnf", "package", "show", packageId),
                p -> !Set.of("UPLOADING", "PROCESSING")
                        .contains(p.get("Onboarding State").stringValue()));
        assertThat(shown.get("Onboarding State").stringValue()).isEqualTo("ONBOARDED");
        assertThat(shown.get("VNFD ID").stringValue()).isEqualTo(RegistryPackage.VNFD_ID);
        assertThat(shown.get("VNF Product Name").stringValue()).isEqualTo("Sample Private registry VNF");

        JsonNode list = openstack.json("vnf", "package", "list");
        assertThat(list.get(0).get("Id").stringValue()).isEqualTo(packageId);
        assertThat(list.get(0).get("Operational State").stringValue()).isEqualTo("ENABLED");
    }

    @Test
    @Order(3)
    void createShowsTheFieldsOfTheGuide() {
        StockClient.Answer answer =
                openstack.run("vnflcm", "create", RegistryPackage.VNFD_ID).expectSuccess();
        Map<String, String> fields = Table.fields(answer.text());
        vnf = fields.get("ID");
        seen = new GuideVnf(site, vnf);

        assertThat(vnf).matches(UUID_FORM);
        assertThat(fields).containsEntry("Instantiation State", "NOT_INSTANTIATED");
        assertThat(fields).containsEntry("VNF Instance Description", "None");
        assertThat(fields).containsEntry("VNF Instance Name", "vnf-" + vnf);
        assertThat(fields).containsEntry("VNF Product Name", "Sample Private registry VNF");
        assertThat(fields).containsEntry("VNF Provider", "Company");
        assertThat(fields).containsEntry("VNF Software Version", "1.0");
        assertThat(fields).containsEntry("VNFD ID", RegistryPackage.VNFD_ID);
        assertThat(fields).containsEntry("VNFD Version", "1.0");
        JsonNode links = JsonMapper.shared().readTree(fields.get("Links"));
        assertThat(links.at("/self/href").stringValue()).endsWith("/vnflcm/v1/vnf_instances/" + vnf);
        assertThat(links.at("/instantiate/href").stringValue()).endsWith(vnf + "/instantiate");
    }

    @Test
    @Order(4)
    void instantiateMakesARunningRegistry() throws Exception {
        Files.writeString(site.folder().resolve("private_registry_param_file.json"), seen.parameters(vimId));
        StockClient.Answer answer = openstack
                .run("vnflcm", "instantiate", vnf, "./private_registry_param_file.json")
                .expectSuccess();
        assertThat(answer.text()).contains("Instantiate request for VNF Instance " + vnf + " has been accepted.");
        seen.awaitLatestOperation("INSTANTIATE");
        RegistryClient.pushAndPull(seen.registryAddress(), 5000);
    }

    @Test
    @Order(5)
    void showHasTheMembersOfTheGuideAndNoSecret() {
        StockClient.Answer answer = openstack.run("vnflcm", "show", vnf).expectSuccess();
        Map<String, String> fields = Table.fields(answer.text());
        JsonNode info = JsonMapper.shared().readTree(fields.get("Instantiated Vnf Info"));

        assertThat(fields).containsEntry("Instantiation State", "INSTANTIATED");
        assertThat(info.get("flavourId").stringValue()).isEqualTo("simple");
        assertThat(info.get("vnfState").stringValue()).isEqualTo("STARTED");
        JsonNode vnfc = info.at("/vnfcResourceInfo/0");
        assertThat(vnfc.get("vduId").stringValue()).isEqualTo("PrivateRegistryVDU");
        assertThat(vnfc.at("/computeResource/vimLevelResourceType").stringValue())
                .isEqualTo("OS::Nova::Server");
        assertThat(vnfc.at("/computeResource/vimConnectionId").stringValue()).isEqualTo(vimId);
        assertThat(vnfc.get("storageResourceIds")).isEmpty();
        assertThat(vnfc.at("/vnfcCpInfo/0/cpdId").stringValue()).isEqualTo("CP1");
        assertThat(vnfc.at("/vnfcCpInfo/0").propertyNames()).contains("id", "vnfExtCpId", "vnfLinkPortId");
        JsonNode extCp = info.at("/extCpInfo/0");
        assertThat(extCp.get("cpdId").stringValue()).isEqualTo("CP1");
        assertThat(extCp.get("associatedVnfcCpId").stringValue())
                .isEqualTo(vnfc.get("id").stringValue());
        assertThat(extCp.at("/cpProtocolInfo/0/layerProtocol").stringValue()).isEqualTo("IP_OVER_ETHERNET");
        assertThat(info.at("/extVirtualLinkInfo/0/id").stringValue()).isEqualTo("net0");
        JsonNode link = info.at("/vnfVirtualLinkResourceInfo/0");
        assertThat(link.get("vnfVirtualLinkDescId").stringValue()).isEqualTo("net0");
        assertThat(link.at("/networkResource/vimLevelResourceType").stringValue())
                .isEqualTo("OS::Neutron::Net");
        assertThat(link.at("/vnfLinkPorts/0/cpInstanceId").stringValue())
                .isEqualTo(vnfc.at("/vnfcCpInfo/0/id").stringValue());
        assertThat(link.at("/vnfLinkPorts/0/resourceHandle/vimLevelResourceType")
                        .stringValue())
                .isEqualTo("OS::Neutron::Port");
        assertThat(info.at("/vnfcInfo/0/vnfcState").stringValue()).isEqualTo("STARTED");
        assertThat(info.at("/additionalParams/private_registry_installation_param/ssh_password")
                        .stringValue())
                .isEqualTo("***");
        JsonNode links = JsonMapper.shared().readTree(fields.get("Links"));
        assertThat(links.propertyNames()).contains("self", "terminate", "heal", "changeExtConn");
        JsonNode connection = JsonMapper.shared().readTree(fields.get("VIM Connection Info"));
        assertThat(connection.at("/0/vimType").stringValue()).isEqualTo("openstack");
        assertThat(connection.at("/0/vimId").stringValue()).isEqualTo(vimId);
        assertThat(connection.at("/0/interfaceInfo")).isEmpty();
        assertThat(connection.at("/0/accessInfo")).isEmpty();
    }

    @Test
    @Order(6)
    void theListHasTheInstance() {
        JsonNode list = openstack.json("vnflcm", "list");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).get("ID").stringValue()).isEqualTo(vnf);
        assertThat(list.get(0).get("Instantiation State").stringValue()).isEqualTo("INSTANTIATED");
    }

    @Test
    @Order(7)
    void healOfAVnfcReplacesItsServerAndKeepsItsId() throws Exception {
        JsonNode before = seen.vnfc();
        String server = seen.serverResource();
        assertThat(server).isEqualTo(before.at("/computeResource/resourceId").stringValue());

        StockClient.Answer answer = openstack
                .run("vnflcm", "heal", vnf, "--vnfc-instance", before.get("id").stringValue())
                .expectSuccess();
        assertThat(answer.text()).contains("Heal request for VNF Instance " + vnf + " has been accepted.");
        seen.awaitLatestOperation("HEAL");

        assertThat(seen.serverResource()).isNotEqualTo(server);
        assertThat(seen.vnfc().get("id")).isEqualTo(before.get("id"));
        assertThat(seen.vnfc().at("/computeResource/resourceId").stringValue()).isEqualTo(seen.serverResource());
        RegistryClient.pushAndPull(seen.registryAddress(), 5000);
    }

    @Test
    @Order(8)
    void healOfTheEntireVnfMakesANewStack() throws Exception {
        String stack = seen.stackId();
        openstack.run("vnflcm", "heal", vnf).expectSuccess();
        seen.awaitLatestOperation("HEAL");

        assertThat(seen.stackId()).isNotEqualTo(stack);
        RegistryClient.pushAndPull(seen.registryAddress(), 5000);
    }

    @Test
    @Order(9)
    void theOperationsAreListedAndShown() {
        List<String> operations = new ArrayList<>();
        openstack
                .json("vnflcm", "op", "list")
                .forEach(o -> operations.add(o.get("Operation").stringValue() + " "
                        + o.get("Operation State").stringValue()));
        assertThat(operations).containsExactlyInAnyOrder("INSTANTIATE COMPLETED", "HEAL COMPLETED", "HEAL COMPLETED");

        String id = openstack.json("vnflcm", "op", "list").get(0).get("ID").stringValue();
        StockClient.Answer shown = openstack.run("vnflcm", "op", "show", id).expectSuccess();
        assertThat(shown.text()).contains(vnf).doesNotContain("ssh_password\": \"ubuntu");
    }

    @Test
    @Order(10)
    void terminateAndDeleteLeaveNothing() {
        openstack.run("vnflcm", "terminate", vnf).expectSuccess();
        seen.awaitLatestOperation("TERMINATE");
        openstack.run("vnflcm", "delete", vnf).expectSuccess();
        assertThat(openstack.json("vnflcm", "list")).isEmpty();
        assertThat(openstack.json("stack", "list")).isEmpty();
        assertThat(openstack.json("server", "list")).isEmpty();

        openstack
                .run("vnf", "package", "update", packageId, "--operational-state", "DISABLED")
                .expectSuccess();
        openstack.run("vnf", "package", "delete", packageId).expectSuccess();
        List<String> images = new ArrayList<>();
        openstack.json("image", "list").forEach(i -> images.add(i.get("Name").stringValue()));
        assertThat(images).doesNotContain("ubuntu-20.04-server-cloudimg-amd64");
        openstack.run("vim", "delete", "VIM0").expectSuccess();
    }
}

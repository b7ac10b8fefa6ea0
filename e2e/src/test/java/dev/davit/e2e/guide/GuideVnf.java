package dev.davit.e2e.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.Site;
import dev.davit.e2e.harness.StockClient;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The guide's VNF: what its user writes and sees. */
final class GuideVnf {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Site site;
    private final StockClient openstack;
    private final String vnf;

    GuideVnf(Site site, String vnf) {
        this.site = site;
        this.openstack = site.client();
        this.vnf = vnf;
    }

    /** The guide's parameter file. */
    String parameters(String vimId) {
        String network = openstack.json("network", "show", "net0").get("id").stringValue();
        return """
                {
                    "flavourId": "simple",
                    "extVirtualLinks": [{
                        "id": "net0",
                        "resourceId": "%s",
                        "extCps": [{
                            "cpdId": "CP1",
                            "cpConfig": [{
                                "cpProtocolData": [{
                                    "layerProtocol": "IP_OVER_ETHERNET"
                                }]
                            }]
                        }]
                    }],
                    "additionalParams": {
                        "private_registry_installation_param": {
                            "ssh_cp_name": "CP1",
                            "ssh_username": "ubuntu",
                            "ssh_password": "ubuntu",
                            "image_path": "%s",
                            "port_no": "5000"
                        }
                    },
                    "vimConnectionInfo": [{
                        "id": "8a3adb69-0784-43c7-833e-aab0b6ab4470",
                        "vimId": "%s",
                        "vimType": "openstack"
                    }]
                }
                """.formatted(network, RegistryPackage.IMAGE_PATH, vimId);
    }

    JsonNode vnfc() {
        return site.api().vnfc(vnf);
    }

    String registryAddress() {
        return Api.address(vnfc());
    }

    /** The guide's command. */
    String serverResource() {
        JsonNode resources = openstack.json(
                "stack",
                "resource",
                "list",
                "vnf-" + vnf,
                "-n",
                "2",
                "--filter",
                "type=OS::Nova::Server",
                "-c",
                "resource_name",
                "-c",
                "physical_resource_id",
                "-c",
                "resource_type",
                "-c",
                "resource_status");
        assertThat(resources).hasSize(1);
        assertThat(resources.get(0).get("resource_name").stringValue()).isEqualTo("PrivateRegistryVDU");
        assertThat(resources.get(0).get("resource_status").stringValue()).isEqualTo("CREATE_COMPLETE");
        return resources.get(0).get("physical_resource_id").stringValue();
    }

    /** The guide's command. */
    String stackId() {
        JsonNode stacks = openstack.json("stack", "list", "-c", "ID", "-c", "Stack Name", "-c", "Stack Status");
        assertThat(stacks).hasSize(1);
        assertThat(stacks.get(0).get("Stack Name").stringValue()).isEqualTo("vnf-" + vnf);
        return stacks.get(0).get("ID").stringValue();
    }

    /** Waits until the operation that was started last is COMPLETED. */
    void awaitLatestOperation(String operation) {
        Api api = site.api();
        api.complete(api.latest(vnf, operation), LIMIT);
    }
}

package dev.davit.openstack.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.testbed.Packages;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StockUserDataTest {

    private static ObjectNode parameters(String additionalParams, String... templates) {
        var input = new UserDataInput(
                Cluster.baseHot(templates), Cluster.work(additionalParams, Packages.empty()), Cluster.IMAGES);
        return new StockUserData().heatParameters(input, new SilentStep());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void aVduGetsTheFlavorThatItsDescriptorNamesAndItsImage() {
        assertThat(parameters("{}", "simple_top.yaml").at("/nfv/VDU/masterNode"))
                .isEqualTo(json("{\"flavor\": \"m1.medium\", \"image\": \"img-1\"}"));
    }

    @Test
    void aVduWithoutNamedFlavorGetsItsSize() {
        assertThat(parameters("{}", "simple_top.yaml").at("/nfv/VDU/workerNode/flavor"))
                .isEqualTo(json("{\"vcpus\": 2, \"ram\": 4096, \"disk\": 40}"));
    }

    @Test
    void aCpGetsItsNetworkAndEachFixedAddress() {
        assertThat(parameters("{}", "simple_top.yaml").at("/nfv/CP/masterNode_CP1"))
                .isEqualTo(json("""
                {"network": "net-1", "fixed_ips": [{"subnet": "subnet-1", "ip_address": "10.10.0.101"},
                                                   {"subnet": "subnet-1", "ip_address": "10.10.0.102"}]}"""));
    }

    @Test
    void aCpWithoutAddressesGetsNone() {
        assertThat(parameters("{}", "simple_top.yaml").at("/nfv/CP/workerNode_CP2"))
                .isEqualTo(json("{\"network\": \"net-2\", \"fixed_ips\": []}"));
    }

    @Test
    void aDynamicAddressAsksForItsSubnet() {
        assertThat(parameters("{}", "complex_top.yaml", "complex_master.yaml").at("/nfv/CP/vip_CP/fixed_ips"))
                .isEqualTo(json("[{\"subnet\": \"subnet-2\"}]"));
    }

    @Test
    void namesComeFromGroupsBootDevicesVolumesAndFlavorsOfTemplatesThatDeclareNfv() {
        var names = ParameterNames.of(Cluster.baseHot("complex_top.yaml", "complex_master.yaml"));

        assertThat(names.vdus()).containsExactlyInAnyOrder("masterNode", "monitorStorage", "monitor", "volumeStorage");
        assertThat(names.cps()).containsExactlyInAnyOrder("masterNode_CP1", "vip_CP");
    }

    @Test
    void aParameterNamedAsAnAspectGetsTheNumberOfInstancesOfTheLevel() {
        assertThat(parameters("{}", "simple_top.yaml").path("worker_instance").intValue())
                .isEqualTo(3);
        assertThat(parameters("{}", "simple_top.yaml").has("master_instance")).isFalse();
    }

    @Test
    void additionalParamsGiveDeclaredParametersOnly() {
        var parameters = parameters("{\"ssh_key\": \"k\", \"worker_instance\": 4, \"other\": 1}", "simple_top.yaml");

        assertThat(parameters.path("ssh_key").stringValue()).isEqualTo("k");
        assertThat(parameters.path("worker_instance").intValue()).isEqualTo(4);
        assertThat(parameters.propertyNames()).containsExactlyInAnyOrder("nfv", "worker_instance", "ssh_key");
    }

    @Test
    void anInternalCpGetsTheNetworkThatTheRequestManages() {
        var networks = CpParameters.of(Cluster.work("{}", Packages.empty()), java.util.Set.of("inner"));

        assertThat(networks.get("inner").path("network").stringValue()).isEqualTo("net-lan");
    }
}

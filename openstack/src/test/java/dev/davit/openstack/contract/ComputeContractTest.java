package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.openstack.Vims;
import dev.davit.openstack.client.Flavor;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import dev.davit.openstack.keystone.VimAccess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComputeContractTest extends Contract {

    @Test
    void flavorsSayHowLargeTheyAre() throws Exception {
        assertThat(cloud.look().nova().flavors())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.vcpus() > 0 && f.ramMiB() > 0).isTrue())
                .extracting(Flavor::name)
                .contains(cloud.names.flavor());
    }

    @Test
    void theLimitsOfTheProjectAreTold() throws Exception {
        JsonNode limits = cloud.get(Service.NOVA, "/limits").at("/limits/absolute");
        assertThat(limits.path("maxTotalCores").isInt()).isTrue();
        assertThat(limits.path("maxTotalInstances").isInt()).isTrue();
        assertThat(limits.path("maxTotalRAMSize").isInt()).isTrue();
    }

    @Test
    void whatIsMoreThanTheQuotaAllowsFailsSayingSo() throws Exception {
        limitTheLab();
        var tooLarge = tooLarge();
        assumeTrue(tooLarge.length() > 0, "no flavor is larger than what the project's quota leaves");
        var stack = stacks.create(
                Stacks.template(stacks.server("vm").replace("flavor: " + cloud.names.flavor(), "flavor: " + tooLarge)));

        JsonNode rest = stacks.atRest(stack);

        assertThat(rest.path("stack_status").stringValue()).isEqualTo("CREATE_FAILED");
        assertThat(rest.path("stack_status_reason").stringValue()).containsIgnoringCase("quota");
    }

    /** A lab has no quotas at first; in a real cloud, only its operators set them. */
    private void limitTheLab() throws Exception {
        if (kind == CloudKind.LAB) {
            var vim = Vims.vim(
                    cloud.vim.authUrl(), "{\"username\": \"admin\", \"password\": \"secret\"}", "{\"name\": \"demo\"}");
            var admin = new CloudUnderTest(vim, cloud.names, cloud.sessions, 20);
            var project = cloud.post(
                            Service.KEYSTONE,
                            "/auth/tokens",
                            VimAccess.of(vim).auth().toString())
                    .at("/token/project/id")
                    .stringValue();
            var quota = JsonMapper.shared().readTree("{\"quota_set\": {\"cores\": 3}}");
            admin.call(
                    Service.NOVA,
                    Request.put("/os-quota-sets/" + project, new Request.Content.Json(quota), Duration.ofSeconds(9)));
        }
    }

    /** The name of a flavor of which the quota does not allow one; empty when it allows all. */
    private String tooLarge() throws InterruptedException {
        JsonNode limits = cloud.get(Service.NOVA, "/limits").at("/limits/absolute");
        int cores = limits.path("maxTotalCores").intValue();
        int memory = limits.path("maxTotalRAMSize").intValue();
        return cloud.look().nova().flavors().stream()
                .filter(f -> cores >= 0 && f.vcpus() > cores || memory >= 0 && f.ramMiB() > memory)
                .map(Flavor::name)
                .findFirst()
                .orElse("");
    }
}

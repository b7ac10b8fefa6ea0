package dev.davit.e2e.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.DockerRequired;
import dev.davit.e2e.harness.Guest;
import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.RecordingProxy;
import dev.davit.e2e.harness.RegistryClient;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.RegistryRequest;
import dev.davit.e2e.harness.Site;
import dev.davit.e2e.harness.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every row of the guide's parameter tables, without vimConnectionInfo: the proxy is used, and no secret shows anywhere. */
class ProxyAndSecretsTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String SSH = "Ssh-Secret-7f3a";
    private static final List<String> SECRETS = List.of(SSH, "Proxy-Secret-91bc", "Proxy-Secret-44de");
    private static final String OPERATIONS = "/vnflcm/v1/vnf_lcm_op_occs";
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances";

    @Test
    void everyParameterWorksAndSecretsStaySecret() throws Exception {
        Optional<String> missing = DockerRequired.missingEngine();
        assumeTrue(missing.isEmpty(), missing::get);
        try (Site site = Site.withGuests();
                var proxy = new RecordingProxy()) {
            site.registerVim();
            Api api = site.api();
            api.onboard(RegistryPackage.build(site.folder()));
            String vnf = api.create(RegistryPackage.VNFD_ID);
            String network = site.networkId("net0");
            String host = site.cloud()
                    .json("/network/v2.0/subnets?network_id=" + network)
                    .at("/subnets/0/gateway_ip")
                    .stringValue();
            String operation = api.start(
                    vnf,
                    "instantiate",
                    new RegistryRequest(network)
                            .driver("ssh_password", SSH)
                            .driver("port_no", "5001")
                            .proxy("http_proxy", "http://user1:Proxy-Secret-91bc@" + host + ":" + proxy.port())
                            .proxy("https_proxy", "http://user2:Proxy-Secret-44de@" + host + ":" + proxy.port())
                            .proxy("no_proxy", "192.168.246.0/24,10.0.0.1")
                            .json());
            Poll.until(LIMIT, () -> site.content().servers(), servers -> !servers.isEmpty());
            var guest = new Guest(site.content().servers().getFirst());
            guest.run("echo ubuntu:" + SSH + " | chpasswd");

            assertNothingIn(commandLinesWhile(api, operation));
            api.complete(operation, LIMIT);
            String address = Api.address(api.vnfc(vnf));
            RegistryClient.pushAndPull(address, 5001);

            assertUsed(guest, proxy);
            assertNothingIn(answers(api, vnf, operation));
            assertNothingIn(site.serverOutput().lines().toList());
            assertNothingIn(site.lab().output().lines().toList());
            assertNothingIn(Traces.database(site));
            assertThat(api.json(INSTANCES + "/" + vnf)
                            .at(
                                    "/instantiatedVnfInfo/additionalParams/private_registry_installation_param/ssh_password")
                            .stringValue())
                    .isEqualTo("***");
            api.complete(api.start(vnf, "terminate", "{\"terminationType\": \"FORCEFUL\"}"), LIMIT);
        }
    }

    /** Both apt and the Docker daemon ask the proxy, with the user and the password. */
    private static void assertUsed(Guest guest, RecordingProxy proxy) {
        guest.run("apt-get -o Acquire::Retries=0 update || true; docker pull registry.example.org/x || true");
        assertThat(proxy.requests())
                .anyMatch(r -> r.startsWith("GET http://")
                        && r.contains("Proxy-Authorization: Basic "
                                + java.util.Base64.getEncoder()
                                        .encodeToString("user1:Proxy-Secret-91bc".getBytes(StandardCharsets.UTF_8))))
                .anyMatch(r -> r.startsWith("CONNECT registry.example.org:443"));
        assertThat(guest.run("tr '\\0' '\\n' < /proc/$(pidof dockerd)/environ"))
                .contains("NO_PROXY=192.168.246.0/24,10.0.0.1");
    }

    private static List<String> commandLinesWhile(Api api, String operation) {
        var seen = new ArrayList<String>();
        Poll.until(
                LIMIT,
                () -> {
                    seen.addAll(Traces.commandLines());
                    return api.json(OPERATIONS + "/" + operation)
                            .get("operationState")
                            .stringValue();
                },
                Set.of("COMPLETED", "FAILED_TEMP")::contains);
        return seen.stream().distinct().toList();
    }

    private static List<String> answers(Api api, String vnf, String operation) {
        var texts = new ArrayList<String>();
        for (String path : List.of(
                INSTANCES,
                INSTANCES + "/" + vnf,
                OPERATIONS,
                OPERATIONS + "?all_fields",
                OPERATIONS + "/" + operation,
                "/davit/v1/vnf_lcm_op_occs/" + operation + "/events",
                "/davit/v1/vnf_lcm_op_occs/" + operation + "/steps",
                "/v1.0/vims",
                "/metrics")) {
            texts.add(path + " " + Api.expect(api.get(path), 200).body());
        }
        JsonNode events = api.json("/davit/v1/vnf_lcm_op_occs/" + operation + "/events");
        assertThat(events.size()).as("events").isGreaterThan(10);
        return texts;
    }

    private static void assertNothingIn(List<String> lines) {
        assertThat(lines).isNotEmpty();
        for (String secret : SECRETS) {
            String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(lines).noneMatch(line -> line.contains(secret) || line.contains(hex));
        }
    }
}

package dev.davit.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.cli.demo.KubernetesVnf;
import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Checkout;
import dev.davit.e2e.harness.CloudContent;
import dev.davit.e2e.harness.Program;
import dev.davit.e2e.harness.Site;
import dev.davit.vnfpackage.build.PackageBuildMain;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests for clusters that are refused at once, with the field that is wrong, and leave nothing behind. */
class BadClusterRequestTest {
    private static final String DRIVER = "/additionalParams/k8s_cluster_installation_param";
    private static final String PREFIX = "additionalParams.k8s_cluster_installation_param.";

    private static Site site;
    private static String vnf;
    private static CloudContent before;

    @BeforeAll
    static void start() throws IOException {
        site = Site.withoutGuests();
        site.registerVim();
        Path csar = site.folder().resolve("cluster.zip");
        Program.run(
                PackageBuildMain.class,
                List.of(
                        Checkout.root()
                                .resolve("vnf-packages/kubernetes-cluster")
                                .toString(),
                        "-o",
                        csar.toString(),
                        "--placeholder-image",
                        "Files/images/ubuntu-20.04-server-cloudimg-amd64.img"));
        site.api().onboard(csar);
        vnf = site.api().create("b1db0ce7-ebca-1fb7-95ed-4840d70a1163");
        before = site.content();
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    private static ObjectNode request() {
        return KubernetesVnf.parameters(
                "simple", site.networkId("net0"), "cluster", KubernetesVnf.httpRegistry("10.0.0.9:5000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script_path",
                "master_node",
                "worker_node",
                "master_node.ssh_cp_name",
                "master_node.cluster_cp_name",
                "worker_node.username",
                "private_registry_connection_info[0].server",
                "private_registry_connection_info[0].connection_type"
            })
    void whatIsMissing(String field) {
        ObjectNode request = request();
        parent(request, field).remove(name(field));
        assertThat(refusal(request, field)).contains("required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script_path",
                "master_node",
                "worker_node.password",
                "proxy",
                "private_registry_connection_info",
                "image_repository"
            })
    void whatHasTheWrongType(String field) {
        ObjectNode request = request();
        parent(request, field).put(name(field), true);
        assertThat(refusal(request, field)).contains("not a boolean");
    }

    @ParameterizedTest
    @CsvSource({
        "script_path, Scripts/absent.sh, has no file",
        "script_path, ../install.sh, leaves the package",
        "script_path, /etc/passwd, absolute",
        "private_registry_connection_info[0].certificate_path, Files/absent.crt, has no file",
        "private_registry_connection_info[0].certificate_path, ../../ca.crt, leaves the package",
        "private_registry_connection_info[0].server, http://10.0.0.9:5000, without http://",
        "private_registry_connection_info[0].server, $(reboot):5000, neither a host name",
        "private_registry_connection_info[0].hosts_string, 10.0.0.9 r.example;reboot, no host name",
        "private_registry_connection_info[0].hosts_string, 10.0.0.9 $(reboot), no host name",
        "private_registry_connection_info[0].hosts_string, r.example, one line",
        "image_repository, https://r.example/k8s, without http://",
        "master_node.pod_cidr, 192.168.0.0, CIDR",
        "proxy.http_proxy, proxy:3128, URL"
    })
    void whatIsWrong(String field, String value, String reason) {
        ObjectNode request = request();
        if (field.startsWith("proxy.")) {
            ((ObjectNode) request.at(DRIVER)).putObject("proxy");
        }
        parent(request, field).put(name(field), value);
        assertThat(refusal(request, field)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.9 a.example\n10.0.0.8 b.example", "10.0.0.9 a.example\r\n"})
    void aHostsStringOfTwoLines(String value) {
        ObjectNode request = request();
        String field = "private_registry_connection_info[0].hosts_string";
        parent(request, field).put(name(field), value);
        assertThat(refusal(request, field)).contains("control characters");
    }

    private static ObjectNode parent(ObjectNode request, String field) {
        String path = field.contains(".") ? "/" + field.substring(0, field.lastIndexOf('.')) : "";
        return (ObjectNode)
                request.at(DRIVER + path.replace("[", "/").replace("]", "").replace(".", "/"));
    }

    private static String name(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    /** @return the reason */
    private static String refusal(ObjectNode request, String field) {
        HttpResponse<String> answer = Api.expect(
                site.api().post("/vnflcm/v1/vnf_instances/" + vnf + "/instantiate", request.toString()), 400);
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("detail").stringValue()).contains(PREFIX + field);
        assertThat(site.content()).isEqualTo(before);
        return problem.toString();
    }
}

package dev.davit.driver.kubernetes.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.lifecycle.ProblemDetails.Invalid;
import dev.davit.lifecycle.ProblemException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ParameterReaderTest {
    private static final String ROOT = "additionalParams.k8s_cluster_installation_param";
    private static final String REGISTRY = "private_registry_connection_info";

    /** What the guide shows. */
    private static final String GUIDE = """
            {"k8s_cluster_installation_param": {
                "script_path": "Scripts/install_k8s_cluster.sh",
                "vim_name": "kubernetes_vim",
                "master_node": {
                    "aspect_id": "master_instance", "ssh_cp_name": "masterNode_CP1", "nic_cp_name": "masterNode_CP1",
                    "username": "ubuntu", "password": "secret1", "pod_cidr": "192.168.0.0/16",
                    "cluster_cidr": "10.199.187.0/24", "cluster_cp_name": "vip_CP"},
                "worker_node": {
                    "aspect_id": "worker_instance", "ssh_cp_name": "workerNode_CP2", "nic_cp_name": "workerNode_CP2",
                    "username": "ubuntu", "password": "ubuntu"},
                "proxy": {
                    "http_proxy": "http://user1:password1@host1:8080", "https_proxy": "https://user2:password2@host2:8080",
                    "no_proxy": "192.168.246.0/24,10.0.0.1", "k8s_node_cidr": "10.10.0.0/24"},
                "private_registry_connection_info": [
                    {"connection_type": "0", "server": "192.168.246.10:5000"},
                    {"connection_type": "1", "server": "registry.example.com", "username": "me", "password": "pw: x",
                     "certificate_path": "Files/ca.crt", "hosts_string": "192.168.0.20 registry.example.com"}]},
             "lcm-operation-user-data": "./UserData/k8s_cluster_user_data.py",
             "lcm-operation-user-data-class": "KubernetesClusterUserData"}
            """;

    private final FakeSurroundings surroundings = new FakeSurroundings();

    private KubernetesParameters read(ObjectNode params) {
        return ParameterReader.read(params, surroundings);
    }

    private static ObjectNode guide() {
        return (ObjectNode) JsonMapper.shared().readTree(GUIDE);
    }

    private static ObjectNode inner(ObjectNode params) {
        return (ObjectNode) params.get(KubernetesParameters.NAME);
    }

    /** The first of the wrong fields, without the common beginning, and why it is wrong. */
    private Invalid problem(ObjectNode params) {
        var e = catchThrowableOfType(ProblemException.class, () -> read(params));
        assertThat(e).isNotNull();
        assertThat(e.problem().status()).isEqualTo(400);
        Invalid first = e.problem().invalid().getFirst();
        return new Invalid(first.field().replace(ROOT + ".", ""), first.reason());
    }

    @Test
    void theGuidesParametersAreTaken() {
        var parameters = read(guide());
        assertThat(parameters.script()).hasToString("Scripts/install_k8s_cluster.sh");
        assertThat(parameters.vimName()).contains("kubernetes_vim");
        assertThat(parameters.masters().vdus()).containsExactly("masterNode");
        assertThat(parameters.workers().vdus()).containsExactly("workerNode");
        assertThat(parameters.network().services()).hasToString("10.199.187.0/24");
        assertThat(parameters.nodeCidr().orElseThrow().addresses()).hasSize(256).startsWith("10.10.0.0", "10.10.0.1");
        assertThat(parameters.registries())
                .extracting(RegistryConnection::url)
                .containsExactly("http://192.168.246.10:5000", "https://registry.example.com");
    }

    @Test
    void secretsAreKnownAndAPasswordThatIsTheUsersNameIsNone() {
        assertThat(read(guide()).secrets())
                .contains("secret1", "password1", "password2", "pw: x", "bWU6cHc6IHg=")
                .doesNotContain("ubuntu");
    }

    static final List<String> required = List.of(
            "script_path",
            "master_node",
            "worker_node",
            "master_node.ssh_cp_name",
            "master_node.nic_cp_name",
            "master_node.username",
            "master_node.password",
            "master_node.cluster_cp_name",
            "master_node.aspect_id",
            "worker_node.aspect_id",
            "worker_node.ssh_cp_name",
            "worker_node.nic_cp_name",
            "worker_node.username",
            "worker_node.password",
            REGISTRY + "[0].server",
            REGISTRY + "[0].connection_type");

    @ParameterizedTest
    @FieldSource("required")
    void whatIsMissingIsNamed(String field) {
        var params = guide();
        parent(params, field).remove(field.substring(field.lastIndexOf('.') + 1));
        assertThat(problem(params).field()).isEqualTo(field);
        assertThat(problem(params).reason()).contains("required");
    }

    static final List<String> typed = Stream.concat(
                    required.stream(),
                    Stream.of(
                            "vim_name",
                            "helm_installation_script_path",
                            "drain_timeout",
                            "image_repository",
                            "proxy",
                            "proxy.http_proxy",
                            "proxy.no_proxy",
                            "proxy.k8s_node_cidr",
                            "master_node.pod_cidr",
                            "master_node.cluster_cidr",
                            "master_node.cluster_fip_name",
                            REGISTRY,
                            REGISTRY + "[1].username",
                            REGISTRY + "[1].password",
                            REGISTRY + "[1].certificate_path",
                            REGISTRY + "[1].hosts_string"))
            .toList();

    @ParameterizedTest
    @FieldSource("typed")
    void whatHasTheWrongTypeIsNamed(String field) {
        var params = guide();
        parent(params, field).put(field.substring(field.lastIndexOf('.') + 1), true);
        assertThat(problem(params).field()).isEqualTo(field);
        assertThat(problem(params).reason()).contains("not a boolean");
    }

    private static ObjectNode parent(ObjectNode params, String field) {
        String path = field.contains(".") ? field.substring(0, field.lastIndexOf('.')) : "";
        return (ObjectNode) inner(params)
                .at(
                        path.isEmpty()
                                ? ""
                                : "/" + path.replace("[", "/").replace("]", "").replace(".", "/"));
    }

    @Test
    void theParameterItselfIsRequired() {
        assertThatThrownBy(() -> read(JsonMapper.shared().createObjectNode()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(ROOT + ": is required");
    }

    static final List<Arguments> wrong = List.of(
            Arguments.of("script_path", "../x.sh", "leaves the package"),
            Arguments.of("script_path", "/etc/passwd", "absolute"),
            Arguments.of("script_path", "Scripts/none.sh", "has no file"),
            Arguments.of("helm_installation_script_path", "Scripts/none.sh", "has no file"),
            Arguments.of("master_node.aspect_id", "no_aspect", "master_instance, worker_instance"),
            Arguments.of("master_node.pod_cidr", "192.168.0.0", "CIDR"),
            Arguments.of("master_node.cluster_cidr", "10.0.0.0/33", "CIDR"),
            Arguments.of("master_node.pod_cidr", "10.0.0.0/16; reboot", "CIDR"),
            Arguments.of("master_node.username", "a\nb", "control characters"),
            Arguments.of("proxy.http_proxy", "http://h:1/$(reboot)", "URL of a proxy"),
            Arguments.of("drain_timeout", "5m", "number of seconds"),
            Arguments.of("proxy.k8s_node_cidr", "10.0.0.0/8", "at most 4096"),
            Arguments.of(REGISTRY + "[0].connection_type", "2", "0 (HTTP) or 1 (HTTPS)"),
            Arguments.of(REGISTRY + "[0].server", "http://1.2.3.4:5000", "without http://"),
            Arguments.of(REGISTRY + "[0].server", "1.2.3.4:99999", "1 to 65535"),
            Arguments.of(REGISTRY + "[0].server", "a;b:5000", "neither a host name nor"),
            Arguments.of(REGISTRY + "[1].server", "192.168.246.10:5000", "twice"),
            Arguments.of(REGISTRY + "[1].certificate_path", "Files/none.crt", "has no file"),
            Arguments.of(REGISTRY + "[1].certificate_path", "../ca.crt", "leaves the package"),
            Arguments.of(REGISTRY + "[1].certificate_path", "Scripts/install_k8s_cluster.sh", "no X.509 certificate"),
            Arguments.of(REGISTRY + "[0].certificate_path", "Files/ca.crt", "connection_type is 0"),
            Arguments.of("image_repository", "http://r.example/k8s", "without http://"),
            Arguments.of("image_repository", "r.example:5000/K8s", "registry.example.com:5000/kubernetes"),
            Arguments.of("image_repository", "r.example:5000/k8s/", "registry.example.com:5000/kubernetes"),
            Arguments.of("image_repository", "$(reboot)/k8s", "neither a host name nor"),
            Arguments.of("image_repository", "r.example/a" + ".a".repeat(8_000), "at most 255 characters"),
            Arguments.of(
                    "proxy.http_proxy", "http://" + "u".repeat(16_000) + "@p.example:3128", "at most 1024 characters"),
            Arguments.of(REGISTRY + "[1].hosts_string", "1.2.3.4 a.example\n5.6.7.8 b.example", "control characters"),
            Arguments.of(REGISTRY + "[1].hosts_string", "1.2.3.4 a.example 5.6.7.8 b.example", "one line"),
            Arguments.of(REGISTRY + "[1].hosts_string", "1.2.3.4 $(reboot)", "no host name"),
            Arguments.of(REGISTRY + "[1].hosts_string", "1.2.3.4 a;b", "no host name"),
            Arguments.of(REGISTRY + "[1].hosts_string", "a.example 1.2.3.4", "no IP address"),
            Arguments.of(REGISTRY + "[0].hosts_string", "9.9.9.9 registry.example.com", "another address"));

    @ParameterizedTest
    @FieldSource("wrong")
    void aWrongValueIsExplained(String field, String value, String reason) {
        var params = guide();
        parent(params, field).put(field.substring(field.lastIndexOf('.') + 1), value);
        assertThat(problem(params).reason()).contains(reason);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        var params = guide();
        inner(params).put("script_path", "x").remove("worker_node");
        assertThat(catchThrowableOfType(ProblemException.class, () -> read(params))
                        .problem()
                        .invalid())
                .hasSize(2);
    }

    @Test
    void usernameAndPasswordOfARegistryGoTogether() {
        var params = guide();
        parent(params, REGISTRY + "[1].username").remove("username");
        assertThat(problem(params).reason()).contains("required when password is given");
    }

    @Test
    void withoutUserDataTheVduIsFoundByTheCp() {
        var params = guide();
        params.remove("lcm-operation-user-data");
        parent(params, "master_node.aspect_id").remove("aspect_id");
        assertThat(read(params).masters().vdus()).containsExactly("masterNode");
    }

    @Test
    void mastersAndWorkersAreDifferentVdus() {
        var params = guide();
        parent(params, "worker_node.aspect_id").put("aspect_id", "master_instance");
        assertThat(problem(params).reason()).contains("must be different VDUs");
    }

    @Test
    void withoutABaseHotCpsAreThoseOfTheVnfd() {
        surroundings.baseHot = false;
        assertThat(problem(guide()).field()).isEqualTo("master_node.cluster_cp_name");
    }

    @Test
    void aMisspelledNameIsPointedOut() {
        var params = guide();
        inner(params).put("vim_nam", "x").remove("vim_name");
        assertThat(problem(params).reason()).contains("did you mean 'vim_name'");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:5000, 10.0.0.1, 5000",
        "registry.example.com, registry.example.com, 0",
        "[fd00::1]:5000, [fd00::1], 5000"
    })
    void aServerIsHostAndPort(String text, String host, int port) {
        assertThat(RegistryServer.parse(text))
                .isEqualTo(new RegistryServer(host, port == 0 ? OptionalInt.empty() : OptionalInt.of(port)))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.example:5000/k8s/v1", "r.example", "10.0.0.1:5000"})
    void anImageRepositoryIsARegistryAndAPath(String text) {
        var params = guide();
        inner(params).put("image_repository", text);
        assertThat(read(params).imageRepository().orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void theConnectionTypeMayBeANumber(String type) {
        var params = guide();
        parent(params, REGISTRY + "[0].server").put("connection_type", Integer.parseInt(type));
        assertThat(read(params).registries().getFirst().https()).isEqualTo(type.equals("1"));
    }
}

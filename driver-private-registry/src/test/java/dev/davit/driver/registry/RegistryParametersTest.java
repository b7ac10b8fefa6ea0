package dev.davit.driver.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.driver.vm.Proxy;
import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemDetails.Invalid;
import dev.davit.lifecycle.ProblemException;
import dev.davit.remote.Login;
import dev.davit.vnfpackage.csar.PackagePath;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RegistryParametersTest {
    private static final String PREFIX = "additionalParams.private_registry_installation_param.";
    private static final RegistryParameters.Surroundings SURROUNDINGS = new RegistryParameters.Surroundings() {
        @Override
        public List<String> cps() {
            return List.of("CP1", "CP2");
        }

        @Override
        public boolean hasFile(PackagePath path) {
            return path.value().equals("Files/images/registry.tar");
        }
    };

    private static ObjectNode additionalParams(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
    }

    /** The required members and these. */
    private static ObjectNode with(String members) {
        return additionalParams(
                "{'private_registry_installation_param': {'ssh_cp_name': 'CP1', 'ssh_username': 'ubuntu',"
                        + " 'ssh_password': 'ubuntu'" + (members.isEmpty() ? "" : ", " + members) + "}}");
    }

    private static RegistryParameters parse(String members) {
        return RegistryParameters.parse(with(members), SURROUNDINGS);
    }

    private static ProblemDetails problem(ObjectNode additionalParams) {
        return catchThrowableOfType(
                        ProblemException.class, () -> RegistryParameters.parse(additionalParams, SURROUNDINGS))
                .problem();
    }

    private static String problem(String members, String field) {
        ProblemDetails problem = problem(with(members));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.invalid()).extracting(Invalid::field).containsExactly(PREFIX + field);
        assertThat(problem.detail()).contains(PREFIX + field);
        return problem.invalid().getFirst().reason();
    }

    @Test
    void theRequiredMembersAreEnough() {
        RegistryParameters parameters = parse("");
        assertThat(parameters.sshCpName()).isEqualTo("CP1");
        assertThat(parameters.login()).isEqualTo(Login.withPassword("ubuntu", "ubuntu"));
        assertThat(parameters.imagePath()).isEmpty();
        assertThat(parameters.port()).isEqualTo(5000);
        assertThat(parameters.proxy()).isEqualTo(Proxy.NONE);
        assertThat(parameters.dataDirectory().path()).isEqualTo("/var/lib/davit-registry");
    }

    @Test
    void everyMemberOfTheGuideIsTaken() {
        RegistryParameters parameters = parse("'image_path': 'Files/images/registry.tar', 'port_no': '5001', 'proxy': {"
                + "'http_proxy': 'http://user1:password1@host1:8080', 'https_proxy': 'https://user2:password2@host2:8443',"
                + " 'no_proxy': '192.168.246.0/24,10.0.0.1'}");
        assertThat(parameters.imagePath()).hasValue(new PackagePath("Files/images/registry.tar"));
        assertThat(parameters.port()).isEqualTo(5001);
        assertThat(parameters.proxy().http().orElseThrow().value()).isEqualTo("http://user1:password1@host1:8080");
        assertThat(parameters.proxy().https().orElseThrow().value()).isEqualTo("https://user2:password2@host2:8443");
        assertThat(parameters.proxy().noProxy().entries()).containsExactly("192.168.246.0/24", "10.0.0.1");
        assertThat(parameters.proxy().secrets()).containsExactly("password1", "password2");
    }

    @Test
    void thePlaceholderOfTheGuideIsRefusedByItsPort() {
        assertThat(problem("'proxy': {'http_proxy': 'http://user1:password1@host1:port1'}", "proxy.http_proxy"))
                .contains("port 'port1' is not a number from 1 to 65535")
                .doesNotContain("password1");
    }

    @Test
    void missingParametersAreNamed() {
        assertThat(problem(additionalParams("{}")).invalid())
                .extracting(Invalid::field)
                .containsExactly("additionalParams.private_registry_installation_param");
        assertThat(problem(additionalParams("{'private_registry_installation_param': {}}"))
                        .invalid())
                .extracting(i -> i.field().substring(PREFIX.length()))
                .containsExactlyInAnyOrder("ssh_cp_name", "ssh_username", "ssh_password");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(problem(with("'image_path': '../x', 'port_no': '0', 'proxy': {'no_proxy': 'a b'}"))
                        .invalid())
                .extracting(i -> i.field().substring(PREFIX.length()))
                .containsExactlyInAnyOrder("image_path", "port_no", "proxy.no_proxy");
    }

    @Test
    void anUnknownCpIsAnsweredWithTheKnownOnes() {
        ObjectNode params = with("");
        ((ObjectNode) params.get(RegistryParameters.NAME)).put("ssh_cp_name", "CP9");
        assertThat(problem(params).detail()).contains("no CP 'CP9'; it has CP1, CP2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../registry.tar", "/etc/shadow", "Files/../../x", "Files/images/none.tar", "Files//x", "a\\\\b"
            })
    void anImagePathOutsideOrAbsentIsRefused(String path) {
        problem("'image_path': '" + path + "'", "image_path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'0'",
                "'65536'",
                "'-1'",
                "'five'",
                "'5000;id'",
                "' 5000'",
                "0",
                "70000",
                "5000.5",
                "true",
                "[]",
                "''"
            })
    void aPortOutsideItsRangeIsRefused(String json) {
        problem("'port_no': " + json, "port_no");
    }

    @ParameterizedTest
    @CsvSource({"'\"5001\"', 5001", "5002, 5002", "'\"1\"', 1", "65535, 65535", "null, 5000"})
    void aPortIsAStringOrANumber(String json, int port) {
        assertThat(parse("'port_no': " + json).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy:3128",
                "ftp://proxy:3128",
                "http://",
                "http://:3128",
                "http://proxy:0",
                "http://proxy:65536",
                "http://proxy:",
                "http://a b:1",
                "http://proxy:3128/path",
                "http://proxy:3128?x=1",
                "http://user:p@ss@proxy:3128",
                "http://user:p%zz@proxy:3128",
                "http://$(id):3128",
                "http://999.1.1.1:3128",
                "http://[::zz]:3128",
                "http://u:p`id`@proxy:1",
                "http://u:p\\\"; x@proxy:1",
                "http://proxy;id:1"
            })
    void whatIsNoProxyUrlIsRefused(String url) {
        problem("'proxy': {'https_proxy': '" + url + "'}", "proxy.https_proxy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://proxy",
                "http://proxy.example.org:3128",
                "HTTP://proxy:3128/",
                "https://10.0.0.1:8080",
                "http://[fd00::1]:3128",
                "http://user@proxy:1",
                "http://user:p%40ss%27@proxy:1",
                "http://u:a$b@proxy:1"
            })
    void proxyUrlsAreTaken(String url) {
        assertThat(parse("'proxy': {'http_proxy': '" + url + "'}")
                        .proxy()
                        .http()
                        .orElseThrow()
                        .value())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0/8",
                "300.1.1.1",
                "a b",
                "a,,b",
                "x;id",
                "$(id)",
                "fd00::/129",
                "http://x",
                "*",
                "-x",
                ","
            })
    void whatNeedsNoProxyIsChecked(String entries) {
        problem("'proxy': {'no_proxy': '" + entries + "'}", "proxy.no_proxy");
    }

    @Test
    void addressesNetworksAndNamesNeedNoProxy() {
        String entries = "10.0.0.1, 192.168.0.0/16,.example.org,*.lab.example,host-1,fd00::1,fd00::/8";
        assertThat(parse("'proxy': {'no_proxy': '" + entries + "'}")
                        .proxy()
                        .noProxy()
                        .joined())
                .isEqualTo(entries.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"ssh_username\": 1', ssh_username",
        "'\"ssh_password\": \"a\\nb\"', ssh_password",
        "'\"ssh_username\": \"a\\u0000b\"', ssh_username",
        "'\"proxy\": \"http://x:1\"', proxy",
        "'\"image_path\": 5', image_path",
        "'\"registry_data_dir\": \"srv\"', registry_data_dir",
        "'\"registry_data_dir\": \"/srv\"', registry_data_dir",
        "'\"registry_data_dir\": \"/srv/../etc\"', registry_data_dir",
        "'\"registry_data_dir\": \"/srv/a:b\"', registry_data_dir",
        "'\"ssh_private_key\": \"rubbish\"', ssh_private_key"
    })
    void wrongTypesAndCharactersAreRefused(String member, String field) {
        ObjectNode params = with("");
        var inner = (ObjectNode) params.get(RegistryParameters.NAME);
        inner.setAll((ObjectNode) JsonMapper.shared().readTree("{" + member + "}"));
        assertThat(problem(params).invalid())
                .extracting(Invalid::field)
                .contains(PREFIX + field)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aNearMissIsAskedFor() {
        assertThat(problem("'portno': '5001'", "portno")).contains("did you mean 'port_no'?");
        assertThat(problem("'proxy': {'http-proxy': 'http://x:1'}", "proxy.http-proxy"))
                .contains("did you mean 'http_proxy'?");
    }

    @Test
    void whatOtherManagersMayKnowIsIgnored() {
        assertThat(parse("'vendor_extension': {'a': 1}").port()).isEqualTo(5000);
    }

    @Test
    void noAnswerShowsASecret() {
        ProblemDetails problem = problem(with("'ssh_private_key': 'hunter2', 'proxy': {"
                + "'http_proxy': 'http://u:hunter2@host:port', 'https_proxy': 'x://u:hunter2@host'}"));
        String all = problem.detail()
                + problem.invalid().stream().map(Invalid::toString).collect(Collectors.joining());
        assertThat(all).doesNotContain("hunter2");
        assertThat(problem.invalid()).hasSize(3);
    }
}

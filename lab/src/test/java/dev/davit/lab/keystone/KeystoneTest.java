package dev.davit.lab.keystone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.LabOptions;
import dev.davit.lab.TestCloud;
import dev.davit.lab.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class KeystoneTest {
    @AutoClose
    private final TestCloud cloud = TestCloud.start(LabOptions.forTests().withNfvoUrl("http://127.0.0.1:9999"));

    private TestCloud.Reply post(ObjectNode auth) {
        return cloud.anonymous("POST", cloud.lab().authUrl() + "/auth/tokens", auth);
    }

    @Test
    void theCatalogNamesEveryServiceWhereTheClientReachedTheLab() {
        JsonNode token = post(TestCloud.login("demo", "secret", "demo")).body().get("token");
        List<String> types = token.get("catalog")
                .valueStream()
                .map(s -> s.get("type").asString())
                .toList();
        assertThat(types)
                .contains("identity", "image", "compute", "network", "volumev3", "orchestration", "nfv-orchestration");
        assertThat(token.get("catalog").toString())
                .contains(cloud.root() + "/heat/v1/")
                .contains("http://127.0.0.1:9999");
        assertThat(token.get("roles").toString()).contains("heat_stack_owner").doesNotContain("\"admin\"");
    }

    @Test
    void aWrongPasswordIsA401InKeystonesShape() {
        TestCloud.Reply reply = post(TestCloud.login("demo", "wrong", "demo"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body().get("error").get("title").asString()).isEqualTo("Unauthorized");
        assertThat(post(TestCloud.login("nobody", "secret", "demo")).status()).isEqualTo(401);
        assertThat(post(TestCloud.login("demo", "secret", "admin")).status()).isEqualTo(401);
    }

    @Test
    void aTokenCanBeChangedForOneOfAnotherScope() {
        ObjectNode auth = Json.object();
        ObjectNode identity = auth.putObject("auth").putObject("identity");
        identity.putArray("methods").add("token");
        identity.putObject("token").put("id", cloud.token());
        TestCloud.Reply unscoped = post(auth);
        assertThat(unscoped.status()).isEqualTo(201);
        assertThat(unscoped.body().get("token").has("project")).isFalse();
    }

    @Test
    void anApplicationCredentialLogsIn() {
        String user = post(TestCloud.login("demo", "secret", "demo"))
                .body()
                .get("token")
                .get("user")
                .get("id")
                .asString();
        ObjectNode wish = Json.object();
        wish.putObject("application_credential").put("name", "ac");
        JsonNode made = cloud.call("POST", cloud.lab().authUrl() + "/users/" + user + "/application_credentials", wish)
                .body()
                .get("application_credential");
        ObjectNode auth = Json.object();
        ObjectNode identity = auth.putObject("auth").putObject("identity");
        identity.putArray("methods").add("application_credential");
        identity.putObject("application_credential")
                .put("id", made.get("id").asString())
                .put("secret", made.get("secret").asString());
        assertThat(post(auth).body().get("token").get("project").get("name").asString())
                .isEqualTo("demo");
        identity.withObject("/application_credential").put("secret", "no");
        assertThat(post(auth).status()).isEqualTo(401);
        assertThat(cloud.call("GET", cloud.lab().authUrl() + "/users/" + user + "/application_credentials", null)
                        .text())
                .doesNotContain(made.get("secret").asString());
    }

    @Test
    void tokensAreValidatedAndRevoked() {
        String url = cloud.lab().authUrl() + "/auth/tokens";
        String other = post(TestCloud.login("demo", "secret", "demo")).header("x-subject-token");
        JsonNode token =
                cloud.call("GET", url, null, "X-Subject-Token", other).body().get("token");
        assertThat(token.get("user").get("name").asString()).isEqualTo("demo");
        assertThat(cloud.call("HEAD", url, null, "X-Subject-Token", other).status())
                .isEqualTo(200);
        assertThat(cloud.call("DELETE", url, null, "X-Subject-Token", other).status())
                .isEqualTo(204);
        assertThat(cloud.call("GET", url, null, "X-Subject-Token", other).status())
                .isEqualTo(404);
    }

    @Test
    void everyServiceRefusesACallWithoutAToken() {
        for (String path : List.of(
                "/heat/v1/x/stacks",
                "/compute/v2.1/servers",
                "/network/v2.0/networks",
                "/image/v2/images",
                "/volume/v3/x/volumes")) {
            TestCloud.Reply reply = cloud.send("GET", cloud.root() + path, null, List.of());
            assertThat(reply.status()).as(path).isEqualTo(401);
            assertThat(reply.header("www-authenticate")).startsWith("Keystone uri=");
        }
    }

    @Test
    void anExpiredTokenIsRefused() throws IOException {
        try (TestCloud shortLived = TestCloud.start(LabOptions.forTests().withTokenLifetime(Duration.ofMillis(300)))) {
            assertThat(TestCloud.await(() -> shortLived.nova("/servers").status(), s -> s == 401))
                    .isEqualTo(401);
        }
    }

    @Test
    void versionsAreFoundWithoutAToken() {
        assertThat(cloud.send("GET", cloud.root() + "/identity", null, List.of())
                        .status())
                .isEqualTo(300);
        for (String path : List.of("/identity/v3", "/compute/v2.1", "/network", "/image/versions", "/volume/v3")) {
            assertThat(cloud.send("GET", cloud.root() + path, null, List.of()).status())
                    .as(path)
                    .isEqualTo(200);
        }
    }
}

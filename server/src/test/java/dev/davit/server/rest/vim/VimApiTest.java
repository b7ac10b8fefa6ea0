package dev.davit.server.rest.vim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.server.LabCloud;
import dev.davit.server.TestServer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VimApiTest {
    private LabCloud lab;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        lab = new LabCloud();
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
        lab.close();
    }

    private JsonNode registered(String name, boolean isDefault) {
        var reply = server.post("/v1.0/vims.json", lab.vim(name, isDefault, "secret"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("vim");
    }

    @Test
    void aRegisteredVimShowsItsRegionsAndNoSecret() {
        JsonNode vim = registered("lab", true);
        assertThat(vim.at("/placement_attr/regions/0").stringValue()).isEqualTo("RegionOne");
        assertThat(vim.get("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(vim.at("/auth_cred/password").stringValue()).isEqualTo("***");
        assertThat(vim.at("/auth_cred/project_name").stringValue()).isEqualTo("admin");
        assertThat(server.get("/v1.0/vims/" + vim.get("id").stringValue())
                        .json()
                        .get("vim"))
                .isEqualTo(vim);
    }

    @Test
    void credentialsAreNotReadableInTheDatabase() {
        registered("lab", true);
        String row = Jdbi.create(server.databaseUrl())
                .withHandle(h -> h.createQuery("select vim::text from vim")
                        .mapTo(String.class)
                        .one());
        assertThat(row).contains("RegionOne").doesNotContain("secret");
    }

    @Test
    void wrongCredentialsAreRefusedAndNothingIsKept() {
        var reply = server.post("/v1.0/vims", lab.vim("lab", true, "wrong-password"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("TackerError").doesNotContain("wrong-password");
        assertThat(server.get("/v1.0/vims").json().get("vims")).isEmpty();
    }

    @Test
    void noVimIsWhereOnlyTheServerGets() {
        String metadata = lab.vim("lab", true, "secret")
                .replaceAll("\"auth_url\" *: *\"[^\"]*\"", "\"auth_url\": \"http://169.254.169.254/v3\"");
        var reply = server.post("/v1.0/vims", metadata);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("leads to 169.254.169.254, which the server does not go to");
    }

    @Test
    void aNameIsTakenOnce() {
        registered("lab", true);
        var second = server.post("/v1.0/vims", lab.vim("lab", false, "secret"));
        assertThat(second.status()).isEqualTo(409);
    }

    @Test
    void aProjectHasOneDefaultVim() {
        registered("lab", true);
        var second = server.post("/v1.0/vims", lab.vim("other", true, "secret"));
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.json().at("/TackerError/message").stringValue()).contains("vim.is_default");
    }

    @Test
    void theClientsLookUpFindsAVimByNameOrId() {
        String id = registered("lab", true).get("id").stringValue();
        registered("other", false);
        assertThat(server.get("/v1.0/vims.json?name=lab&fields=id").text())
                .isEqualTo("{\"vims\":[{\"id\":\"" + id + "\"}]}");
        assertThat(server.get("/v1.0/vims.json?id=" + id + "&fields=id").json().get("vims"))
                .hasSize(1);
        assertThat(server.get("/v1.0/vims.json?is_default=True").json().get("vims"))
                .hasSize(1);
    }

    @Test
    void aChangeKeepsWhatIsNotGiven() {
        String id = registered("lab", true).get("id").stringValue();
        JsonNode changed = server.put(
                        "/v1.0/vims/" + id + ".json",
                        "{\"vim\":{\"description\":\"new\",\"auth_cred\":{\"password\":\"***\"}}}")
                .json()
                .get("vim");
        assertThat(changed.get("description").stringValue()).isEqualTo("new");
        assertThat(changed.get("name").stringValue()).isEqualTo("lab");
    }

    @Test
    void whatCannotChangeIsRefused() {
        String id = registered("lab", true).get("id").stringValue();
        var reply = server.put("/v1.0/vims/" + id, "{\"vim\":{\"auth_url\":\"http://h/v3\"}}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("vim.auth_url: cannot be changed");
    }

    @Test
    void aRemovedVimIsGone() {
        String id = registered("lab", true).get("id").stringValue();
        assertThat(server.delete("/v1.0/vims/" + id + ".json").status()).isEqualTo(204);
        assertThat(server.get("/v1.0/vims/" + id).status()).isEqualTo(404);
    }
}

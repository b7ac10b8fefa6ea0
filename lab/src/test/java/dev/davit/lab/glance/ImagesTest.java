package dev.davit.lab.glance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.TestCloud;
import dev.davit.lab.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ImagesTest {
    @AutoClose
    private final TestCloud cloud = TestCloud.start();

    private String images() {
        return cloud.url("image", "/v2/images");
    }

    private JsonNode create(String name) {
        return cloud.call(
                        "POST",
                        images(),
                        Json.object()
                                .put("name", name)
                                .put("disk_format", "qcow2")
                                .put("container_format", "bare")
                                .put("davit_vnfd", "v1"))
                .body();
    }

    private TestCloud.Reply upload(String id, String content) {
        return cloud.send(
                "PUT",
                images() + "/" + id + "/file",
                content.getBytes(StandardCharsets.UTF_8),
                List.of("X-Auth-Token", cloud.token(), "Content-Type", "application/octet-stream"));
    }

    @Test
    void anImageKeepsItsPropertiesDataAndSums() {
        String id = create("i").get("id").asString();
        assertThat(upload(id, "hello").status()).isEqualTo(204);
        JsonNode image = cloud.call("GET", images() + "/" + id, null).body();
        assertThat(image.get("status").asString()).isEqualTo("active");
        assertThat(image.get("davit_vnfd").asString()).isEqualTo("v1");
        assertThat(image.get("size").asInt()).isEqualTo(5);
        assertThat(image.get("checksum").asString()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(image.get("os_hash_algo").asString()).isEqualTo("sha512");
        assertThat(image.get("os_hash_value").asString()).startsWith("9b71d224bd62f378");
        assertThat(cloud.call("GET", images() + "/" + id + "/file", null).text())
                .isEqualTo("hello");
    }

    @Test
    void dataIsUploadedOnceOnly() {
        String id = create("i").get("id").asString();
        upload(id, "a");
        assertThat(upload(id, "b").status()).isEqualTo(409);
    }

    @Test
    void listsAreFilteredByNameTagAndProperty() {
        String id = create("i").get("id").asString();
        create("j");
        cloud.call("PUT", images() + "/" + id + "/tags/t", null);
        assertThat(cloud.call("GET", images() + "?name=i", null).body().get("images"))
                .hasSize(1);
        assertThat(cloud.call("GET", images() + "?tag=t", null).body().get("images"))
                .hasSize(1);
        assertThat(cloud.call("GET", images() + "?davit_vnfd=v1", null).body().get("images"))
                .hasSize(2);
        assertThat(cloud.call("GET", images() + "?davit_vnfd=v2", null).body().get("images"))
                .isEmpty();
    }

    @Test
    void pagesLeadToTheNextUntilTheEnd() {
        for (int i = 0; i < 5; i++) {
            create("p" + i);
        }
        int seen = 0;
        String next = "/v2/images?limit=2&davit_vnfd=v1";
        while (next != null) {
            JsonNode page = cloud.call("GET", cloud.url("image", next), null).body();
            seen += page.get("images").size();
            next = Json.text(page, "next").orElse(null);
        }
        assertThat(seen).isEqualTo(5);
    }

    @Test
    void patchesChangeProperties() {
        String id = create("i").get("id").asString();
        var patch = Json.array();
        patch.addObject().put("op", "replace").put("path", "/name").put("value", "renamed");
        patch.addObject().put("op", "add").put("path", "/extra").put("value", "x");
        patch.addObject().put("op", "remove").put("path", "/davit_vnfd");
        JsonNode image = cloud.call(
                        "PATCH",
                        images() + "/" + id,
                        patch,
                        "Content-Type",
                        "application/openstack-images-v2.1-json-patch")
                .body();
        assertThat(image.get("name").asString()).isEqualTo("renamed");
        assertThat(image.get("extra").asString()).isEqualTo("x");
        assertThat(image.has("davit_vnfd")).isFalse();
    }

    @Test
    void readOnlyMembersAreRefused() {
        assertThat(cloud.call("POST", images(), Json.object().put("name", "x").put("status", "active"))
                        .status())
                .isEqualTo(403);
        assertThat(cloud.call("POST", images(), Json.object().put("name", "x").put("visibility", "public"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void deletedImagesAreGone() {
        String id = create("i").get("id").asString();
        upload(id, "a");
        assertThat(cloud.call("DELETE", images() + "/" + id, null).status()).isEqualTo(204);
        assertThat(cloud.call("GET", images() + "/" + id, null).status()).isEqualTo(404);
    }

    @Test
    void whatOthersOwnCannotBeDeleted() {
        String debian = cloud.call("GET", images() + "?name=debian-12", null)
                .body()
                .get("images")
                .get(0)
                .get("id")
                .asString();
        assertThat(cloud.call("DELETE", images() + "/" + debian, null).status()).isEqualTo(403);
    }

    @Test
    void anImageMayBringItsIdButNotTwice() {
        ObjectNode wish = Json.object().put("name", "x").put("id", "6f1d0a4e-0000-4000-8000-000000000001");
        assertThat(cloud.call("POST", images(), wish).status()).isEqualTo(201);
        assertThat(cloud.call("POST", images(), wish).status()).isEqualTo(409);
    }
}

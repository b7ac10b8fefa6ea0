package dev.davit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private static final String TEMPLATE = """
            heat_template_version: 2021-04-16
            resources:
              vm: {type: OS::Nova::Server, properties: {image: debian-12, flavor: m1.tiny, networks: [{port: {get_resource: cp}}]}}
              cp: {type: OS::Neutron::Port, properties: {network: net0}}
            outputs: {ip: {value: {get_attr: [cp, fixed_ips, 0, ip_address]}}}
            """;

    @TempDir
    Path directory;

    private TestCloud start() throws IOException {
        return TestCloud.start(LabOptions.forTests().withDataDirectory(directory));
    }

    @Test
    void aRestartedLabKnowsItsStacksAndGoesOnWithThem() throws IOException {
        String ip;
        String server;
        try (TestCloud cloud = start()) {
            cloud.create("s", TEMPLATE);
            ip = cloud.output("s", "ip").asString();
            server = cloud.physicalId("s", "vm");
        }
        try (TestCloud cloud = start()) {
            assertThat(cloud.stack("s").get("stack_status").asString()).isEqualTo("CREATE_COMPLETE");
            assertThat(cloud.output("s", "ip").asString()).isEqualTo(ip);
            assertThat(cloud.nova("/servers/" + server)
                            .body()
                            .get("server")
                            .get("status")
                            .asString())
                    .isEqualTo("ACTIVE");
            cloud.markUnhealthy("s", "vm");
            assertThat(cloud.patch("s", Json.object()).get("stack_status").asString())
                    .isEqualTo("UPDATE_COMPLETE");
            assertThat(cloud.output("s", "ip").asString()).isEqualTo(ip);
            assertThat(cloud.delete("s").get("stack_status").asString()).isEqualTo("DELETE_COMPLETE");
        }
        try (TestCloud cloud = start()) {
            assertThat(cloud.heat("/stacks").body().get("stacks")).isEmpty();
            assertThat(cloud.neutron("/networks").body().get("networks")).hasSize(4);
        }
    }

    @Test
    void imagesKeepTheirData() throws IOException {
        String id;
        try (TestCloud cloud = start()) {
            id = cloud.call(
                            "POST",
                            cloud.url("image", "/v2/images"),
                            Json.object()
                                    .put("name", "i")
                                    .put("disk_format", "raw")
                                    .put("container_format", "bare"))
                    .body()
                    .get("id")
                    .asString();
            cloud.send(
                    "PUT",
                    cloud.url("image", "/v2/images/" + id + "/file"),
                    new byte[] {'x'},
                    List.of("X-Auth-Token", cloud.token(), "Content-Type", "application/octet-stream"));
        }
        try (TestCloud cloud = start()) {
            assertThat(cloud.call("GET", cloud.url("image", "/v2/images/" + id + "/file"), null)
                            .text())
                    .isEqualTo("x");
        }
    }

    @Test
    void theSnapshotIsForItsOwnerOnly() throws IOException {
        try (TestCloud cloud = start()) {
            cloud.create("s", TEMPLATE);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("state.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aBrokenSnapshotIsNamed() throws IOException {
        Files.writeString(directory.resolve("state.json"), "{");
        org.assertj.core.api.Assertions.assertThatThrownBy(this::start).hasMessageContaining("state.json");
    }
}

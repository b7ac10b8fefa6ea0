package dev.davit.e2e.kubernetes;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Program;
import dev.davit.lab.LabMain;
import dev.davit.server.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A lab cloud of containers and a Davit server with the lab as its VIM. Closing leaves nothing behind. */
final class ClusterSite implements AutoCloseable {
    private static final String PASSWORD = "secret";
    private static final String USER = "demo";

    private final Path folder;
    private final Program lab;
    private final Program server;

    private ClusterSite(Path folder, Program lab, Program server) {
        this.folder = folder;
        this.lab = lab;
        this.server = server;
    }

    static ClusterSite start() throws IOException {
        Path folder = Files.createTempDirectory("davit-e2e");
        String labData = folder.resolve("lab").toString();
        Program lab = Program.java(
                LabMain.class,
                folder.resolve("lab.log"),
                Map.of(),
                List.of("--port", "0", "--hypervisor", "docker", "--data-dir", labData));
        Program server = Program.java(
                Main.class,
                folder.resolve("server.log"),
                Map.of(),
                List.of(
                        "--port",
                        "0",
                        "--data-dir",
                        folder.resolve("server").toString(),
                        "--keystone-url",
                        lab.url() + "/identity/v3"));
        var site = new ClusterSite(folder, lab, server);
        site.api().registerVim("VIM0", site.keystoneUrl(), USER, PASSWORD, USER);
        return site;
    }

    /** For a test's own files; gone in the end. */
    Path folder() {
        return folder;
    }

    Api api() {
        return new Api(server.url(), Optional.of(token()));
    }

    /** The cloud's APIs. */
    Api cloud() {
        return new Api(lab.url(), Optional.of(token()));
    }

    String networkId(String name) {
        return cloud().json("/network/v2.0/networks?name=" + name)
                .at("/networks/0/id")
                .stringValue();
    }

    /** This machine's address in a network of the cloud. */
    String gateway(String network) {
        return subnet(network).get("gateway_ip").stringValue();
    }

    String cidr(String network) {
        return subnet(network).get("cidr").stringValue();
    }

    private JsonNode subnet(String network) {
        return cloud().json("/network/v2.0/subnets?network_id=" + networkId(network))
                .at("/subnets/0");
    }

    private String keystoneUrl() {
        return lab.url() + "/identity/v3";
    }

    private String token() {
        return Api.token(keystoneUrl(), USER, PASSWORD, USER);
    }

    @Override
    public void close() throws IOException {
        try (Program closeLabLast = lab;
                Program closeServerFirst = server) {
            // both are closed, whatever the other does
        }
        // A lab with a data directory keeps its guests and networks for its next start.
        Tool.java(LabMain.class, "purge", "--data-dir", folder.resolve("lab").toString());
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

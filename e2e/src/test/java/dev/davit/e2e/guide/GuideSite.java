package dev.davit.e2e.guide;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Program;
import dev.davit.e2e.harness.StockClient;
import dev.davit.lab.LabMain;
import dev.davit.server.Main;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A lab cloud of containers, a Davit server that trusts its Keystone, and the stock client pointed at both. */
final class GuideSite implements AutoCloseable {
    static final String PASSWORD = "secret";

    private final Path folder;
    private final Program lab;
    private Program server;
    private final List<String> serverOptions;

    GuideSite() throws IOException {
        folder = Files.createTempDirectory("davit-e2e");
        int serverPort = freePort();
        lab = Program.java(
                LabMain.class,
                folder.resolve("lab.log"),
                Map.of(),
                List.of(
                        "--port",
                        "0",
                        "--hypervisor",
                        "docker",
                        "--data-dir",
                        folder.resolve("lab").toString(),
                        "--nfvo-url",
                        "http://127.0.0.1:" + serverPort));
        serverOptions = List.of(
                "--port", Integer.toString(serverPort),
                "--data-dir", folder.resolve("server").toString(),
                "--keystone-url", keystoneUrl());
        server = Program.java(Main.class, folder.resolve("server.log"), Map.of(), serverOptions);
    }

    /** The lab's catalogue must name the server before either runs. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path folder() {
        return folder;
    }

    String keystoneUrl() {
        return lab.url() + "/identity/v3";
    }

    Program server() {
        return server;
    }

    String labOutput() {
        return lab.output();
    }

    /** Ends the server as {@code kill -9} does and starts it again on the same data. */
    void killAndRestartServer() {
        server.kill();
        server = Program.java(Main.class, folder.resolve("server-again.log"), Map.of(), serverOptions);
    }

    StockClient client() {
        return new StockClient(keystoneUrl(), "demo", PASSWORD, "demo", folder);
    }

    Api api() {
        return new Api(server.url(), Optional.of(token()));
    }

    Api cloud() {
        return new Api(lab.url(), Optional.of(token()));
    }

    private String token() {
        return Api.token(keystoneUrl(), "demo", PASSWORD, "demo");
    }

    @Override
    public void close() throws IOException {
        try (Program closeLabLast = lab;
                Program closeServerFirst = server) {
            // both are closed, whatever the other does
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

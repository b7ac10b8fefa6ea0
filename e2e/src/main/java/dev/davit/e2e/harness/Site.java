package dev.davit.e2e.harness;

import dev.davit.lab.LabMain;
import dev.davit.server.Main;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A lab cloud and a Davit server that trusts its Keystone, each in a process of its own. Closing leaves nothing behind. */
public final class Site implements AutoCloseable {
    public static final String PASSWORD = "secret";
    private static final String USER = "demo";

    private final Path folder;
    private final Program lab;
    private final List<String> serverOptions;
    private Program server;
    private int starts;

    private Site(String hypervisor, List<String> moreServerOptions) throws IOException {
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
                        hypervisor,
                        "--data-dir",
                        labData().toString(),
                        "--nfvo-url",
                        "http://127.0.0.1:" + serverPort));
        serverOptions = new ArrayList<>(List.of(
                "--port", Integer.toString(serverPort),
                "--data-dir", serverData().toString(),
                "--keystone-url", keystoneUrl()));
        serverOptions.addAll(moreServerOptions);
        PostgresPrograms.lendTo(serverData());
        startServer();
        PostgresPrograms.keepFrom(serverData());
    }

    /** Servers of the cloud are containers. */
    public static Site withGuests(String... serverOptions) throws IOException {
        return new Site("docker", List.of(serverOptions));
    }

    /** Servers of the cloud are entries in a list only. */
    public static Site withoutGuests(String... serverOptions) throws IOException {
        return new Site("none", List.of(serverOptions));
    }

    /** The lab's catalogue must name the server before either runs. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** For a test's own files; gone in the end. */
    public Path folder() {
        return folder;
    }

    public Path serverData() {
        return folder.resolve("server");
    }

    private Path labData() {
        return folder.resolve("lab");
    }

    public String keystoneUrl() {
        return lab.url() + "/identity/v3";
    }

    public Program server() {
        return server;
    }

    public Program lab() {
        return lab;
    }

    public void startServer() {
        server = Program.java(Main.class, serverLog(++starts), Map.of(), serverOptions);
    }

    /** All that the servers so far have printed. */
    public String serverOutput() {
        var all = new StringBuilder();
        for (int n = 1; n <= starts; n++) {
            all.append(Program.read(serverLog(n)));
        }
        return all.toString();
    }

    private Path serverLog(int n) {
        return folder.resolve("server-" + n + ".log");
    }

    /** Ends the server as {@code kill -9} does and starts it again on the same data. */
    public void killAndRestartServer() {
        server.kill();
        startServer();
    }

    public StockClient client() {
        return new StockClient(keystoneUrl(), USER, PASSWORD, USER, folder);
    }

    /** Davit's API, for a user of project demo. */
    public Api api() {
        return new Api(server.url(), Optional.of(token()));
    }

    /** The cloud's APIs, for a user of project demo. */
    public Api cloud() {
        return new Api(lab.url(), Optional.of(token()));
    }

    public String token() {
        return Api.token(keystoneUrl(), USER, PASSWORD, USER);
    }

    /** Registers the lab as the default VIM of project demo. @return its id */
    public String registerVim() {
        return api().registerVim("VIM0", keystoneUrl(), USER, PASSWORD, USER);
    }

    public String networkId(String name) {
        return cloud().json("/network/v2.0/networks?name=" + name)
                .at("/networks/0/id")
                .stringValue();
    }

    /** What the VIM has at the moment. */
    public CloudContent content() {
        return CloudContent.of(cloud(), USER);
    }

    @Override
    public void close() throws IOException {
        try (Program closeLabLast = lab;
                Program closeServerFirst = server) {
            // both are closed, whatever the other does
        }
        // A lab with a data directory keeps its guests and networks for its next start.
        Program.run(LabMain.class, List.of("purge", "--data-dir", labData().toString()));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

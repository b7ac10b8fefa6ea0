package dev.davit.e2e.openstack;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Openrc;
import dev.davit.e2e.harness.Program;
import dev.davit.e2e.harness.StockClient;
import dev.davit.lab.LabMain;
import dev.davit.server.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A cloud without real guests, and a Davit server that trusts its Keystone. The cloud need not know of Davit. */
final class CloudSite implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("davit-e2e");
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Openrc openrc;
    private String token = "";
    private final Program server;

    /** What may be stepped through: the lab always, and the cloud of {@code DAVIT_TEST_OPENRC} when it is set. */
    static Stream<String> clouds() {
        return System.getenv("DAVIT_TEST_OPENRC") == null ? Stream.of("lab") : Stream.of("lab", "openstack");
    }

    CloudSite(String cloud) throws Exception {
        try {
            openrc = cloud.equals("lab") ? lab() : Openrc.read(System.getenv("DAVIT_TEST_OPENRC"));
            server = start(
                    Main.class, "server", List.of("--port", "0", "--keystone-url", openrc.value("OS_AUTH_URL", "")));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Openrc lab() throws IOException {
        Program lab = start(LabMain.class, "lab", List.of("--port", "0", "--hypervisor", "none"));
        return Openrc.of(lab.url() + "/identity/v3", "demo", "secret", "demo");
    }

    private Program start(Class<?> main, String name, List<String> options) {
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--data-dir", folder.resolve(name).toString()));
        Program program = Program.java(main, folder.resolve(name + ".log"), Map.of(), arguments);
        open.push(program);
        return program;
    }

    /** Is undone when the site is closed, before the server ends. */
    void afterwards(AutoCloseable undo) {
        open.push(undo);
    }

    Path folder() {
        return folder;
    }

    Openrc openrc() {
        return openrc;
    }

    /** The stock client at the cloud's own services. */
    StockClient cloud() {
        return new StockClient(openrc.variables(), folder);
    }

    /** The stock client at Davit, with a token of the cloud. */
    StockClient davit() {
        return new StockClient(
                Map.of("OS_AUTH_TYPE", "admin_token", "OS_ENDPOINT", server.url(), "OS_TOKEN", token()), folder);
    }

    Api api() {
        return new Api(server.url(), Optional.of(token()));
    }

    /** One for the whole test: it lives for an hour at least, and the client takes seconds to get it. */
    private String token() {
        if (token.isEmpty()) {
            token = cloud().json("token", "issue").get("id").stringValue();
        }
        return token;
    }

    /** Id of a network. */
    String network(String name) {
        return cloud().json("network", "show", name).get("id").stringValue();
    }

    @Override
    public void close() throws Exception {
        var failed = new IllegalStateException("not everything could be cleaned up");
        for (AutoCloseable undo : open) {
            try {
                undo.close();
            } catch (Exception | AssertionError e) {
                failed.addSuppressed(e);
            }
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }
}

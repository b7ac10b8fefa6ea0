package dev.davit.remote;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class MinaHostTest extends RemoteHostContract {
    private static MinaServer server;
    private static RemoteHosts hosts;
    private final java.util.List<RemoteHost> open = new java.util.ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = MinaServer.start();
        hosts = new RemoteHosts(HostKeys.inMemory());
    }

    @Override
    RemoteHost host() throws Exception {
        return connect("ubuntu");
    }

    @Override
    RemoteHost asRoot() throws Exception {
        return connect("root");
    }

    private RemoteHost connect(String user) throws Exception {
        RemoteHost host = hosts.connect(server.address(), Login.withPassword(user, MinaServer.PASSWORD));
        open.add(host);
        return host;
    }

    @AfterEach
    void disconnect() {
        open.forEach(RemoteHost::close);
    }

    @AfterAll
    static void stop() throws IOException {
        hosts.close();
        server.close();
    }
}

package dev.davit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Getting connected, being refused, and losing a connection. */
class ConnectionTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final RemoteSettings QUICK = new RemoteSettings(
            Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(1));

    private final HostKeys keys = HostKeys.inMemory();

    @AutoClose
    private final RemoteHosts hosts = new RemoteHosts(keys, QUICK);

    @Test
    void aClosedPortIsUnreachable() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> hosts.connect(HostAddress.of("127.0.0.1", port), MinaServer.login()))
                .isInstanceOfSatisfying(RemoteException.Unreachable.class, e -> {
                    assertThat(e).hasMessageContaining("Connection refused");
                    assertThat(e.advice()).contains("port " + port);
                });
    }

    @Test
    void aPortThatSaysNothingIsUnreachable() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var address = HostAddress.of("127.0.0.1", silent.getLocalPort());
            assertThatThrownBy(() -> hosts.connect(address, MinaServer.login()))
                    .isInstanceOf(RemoteException.Unreachable.class);
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithoutShowingIt() throws Exception {
        try (var server = MinaServer.start()) {
            assertThatThrownBy(() -> hosts.connect(server.address(), Login.withPassword("ubuntu", "hunter2")))
                    .isInstanceOf(RemoteException.AuthenticationFailed.class)
                    .hasMessageContaining("'ubuntu'")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void aPasswordWorksWithKeyboardInteractiveToo() throws Exception {
        try (var server = MinaServer.keyboardInteractiveOnly();
                RemoteHost host = hosts.connect(server.address(), MinaServer.login())) {
            assertThat(host.run(Command.of("true"), LIMIT).succeeded()).isTrue();
        }
    }

    @Test
    void aStrangersKeyIsRefused() throws Exception {
        try (var server = MinaServer.authorizing(MinaServer.newKey().getPublic(), java.util.Map.of())) {
            var login = Login.withKey("ubuntu", new Login.PrivateKey(MinaServer.newKey(), Optional.empty()));
            assertThatThrownBy(() -> hosts.connect(server.address(), login))
                    .isInstanceOf(RemoteException.AuthenticationFailed.class);
        }
    }

    @Test
    void theHostKeyIsLearnedOnFirstContactAndAChangeIsRefused() throws Exception {
        try (var server = MinaServer.start()) {
            hosts.connect(server.address("vm-1"), MinaServer.login()).close();
            hosts.connect(server.address("vm-1"), MinaServer.login()).close();
        }
        try (var impostor = MinaServer.start()) {
            assertThatThrownBy(() -> hosts.connect(impostor.address("vm-1"), MinaServer.login()))
                    .isInstanceOf(RemoteException.HostKeyChanged.class)
                    .hasMessageContaining("SHA256:");
            hosts.connect(impostor.address("vm-2"), MinaServer.login()).close();
            hosts.forget("vm-1");
            hosts.connect(impostor.address("vm-1"), MinaServer.login()).close();
        }
    }

    @Test
    void aHostThatLetsNobodyInIsNotRemembered() throws Exception {
        try (var server = MinaServer.start()) {
            assertThatThrownBy(() -> hosts.connect(server.address("vm"), Login.withPassword("ubuntu", "no")))
                    .isInstanceOf(RemoteException.class);
            assertThat(keys.of("vm")).isEmpty();
        }
    }

    @Test
    void aBrokenConnectionIsNoticedWhileACommandRuns() throws Exception {
        BlockingQueue<String> pids = new LinkedBlockingQueue<>();
        try (var server = MinaServer.start();
                RemoteHost host = hosts.connect(server.address(), MinaServer.login())) {
            Thread.startVirtualThread(() -> {
                try {
                    pids.put("started " + pids.take());
                    server.breakConnections();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            var command = Command.of("sh", "-c", "echo $$; exec sleep 20");
            assertThatThrownBy(() -> host.run(command, LIMIT, (stream, line) -> pids.add(line)))
                    .isInstanceOf(RemoteException.ConnectionLost.class)
                    .hasMessageContaining("sleep 20");
        } finally {
            String started = pids.poll(10, TimeUnit.SECONDS);
            ProcessHandle.of(Long.parseLong(started.substring("started ".length())))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aHostThatFallsSilentIsNoticed() throws Exception {
        try (var server = MinaServer.start();
                var cable = new Cable(server.port());
                RemoteHost host = hosts.connect(HostAddress.of("127.0.0.1", cable.port()), MinaServer.login())) {
            var command = Command.of("sh", "-c", "echo go; exec sleep 5");
            assertThatThrownBy(() -> host.run(command, LIMIT, (stream, line) -> cable.cut()))
                    .isInstanceOf(RemoteException.ConnectionLost.class);
        }
    }

    @Test
    void connectionsLeaveNoThreadsBehind() throws Exception {
        try (var server = MinaServer.start()) {
            hosts.connect(server.address(), MinaServer.login()).close();
            int before = Thread.activeCount();
            for (int i = 0; i < 20; i++) {
                try (RemoteHost host = hosts.connect(server.address(), MinaServer.login())) {
                    host.run(Command.of("true"), LIMIT);
                }
            }
            assertThat(Thread.activeCount()).isLessThan(before + 15);
        }
    }
}

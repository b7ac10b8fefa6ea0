package dev.davit.remote;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against this machine's own OpenSSH server, run by the current user on a free port. */
class OpenSshHostTest extends RemoteHostContract {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    @TempDir
    static Path config;

    private static Process sshd;
    private static int port;
    private static KeyPair key;
    private static RemoteHosts hosts;
    private final List<RemoteHost> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(SSHD), "no /usr/sbin/sshd here: OpenSSH tests skipped");
        key = MinaServer.newKey();
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Path hostKey = Files.writeString(config.resolve("host_key"), MinaServer.openSsh(MinaServer.newKey()));
        Files.setPosixFilePermissions(hostKey, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Files.writeString(config.resolve("authorized_keys"), PublicKeyEntry.toString(key.getPublic()) + "\n");
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.writeString(
                config.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                StrictModes no
                UsePAM no
                PidFile none
                PermitRootLogin yes
                MaxSessions 100
                Subsystem sftp internal-sftp
                """.formatted(port, hostKey, config.resolve("authorized_keys")));
        sshd = new ProcessBuilder(
                        SSHD.toString(),
                        "-D",
                        "-e",
                        "-f",
                        config.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(config.resolve("log").toFile())
                .start();
        hosts = new RemoteHosts(HostKeys.inMemory());
    }

    private RemoteHost connect() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (true) {
            try {
                var login = Login.withKey(
                        System.getProperty("user.name"), new Login.PrivateKey(key, java.util.Optional.empty()));
                RemoteHost host = hosts.connect(HostAddress.of("127.0.0.1", port), login);
                open.add(host);
                return host;
            } catch (RemoteException.Unreachable notYet) {
                if (System.nanoTime() > deadline || !sshd.isAlive()) {
                    throw new AssertionError(Files.readString(config.resolve("log")), notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    @Override
    RemoteHost host() throws Exception {
        return connect();
    }

    @Override
    RemoteHost asRoot() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs to run as root");
        return connect();
    }

    @AfterEach
    void disconnect() {
        open.forEach(RemoteHost::close);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (hosts != null) {
            hosts.close();
        }
        if (sshd != null) {
            sshd.destroy();
            sshd.waitFor();
        }
    }
}

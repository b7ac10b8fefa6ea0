package dev.davit.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A machine: an SSH server that lets anybody in whose password is "ubuntu". */
public final class SimulatedNode implements AutoCloseable {
    private final SimulatedCluster cluster;
    private final String sshAddress;
    private final String address;
    private final Path root;
    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger atTheDoor = new AtomicInteger();
    private final AtomicInteger mostAtTheDoor = new AtomicInteger();
    private volatile String hostName = "localhost";

    SimulatedNode(SimulatedCluster cluster, String sshAddress, int port, String address, Path root) throws IOException {
        this.cluster = cluster;
        this.sshAddress = sshAddress;
        this.address = address;
        this.root = root;
        write("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (simulated)\"\n");
        write("/etc/hosts", "127.0.0.1 localhost\n");
        server.setHost(sshAddress);
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(key()));
        server.setPasswordAuthenticator((user, password, session) -> password.equals("ubuntu"));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.setCommandFactory((channel, line) -> new SimulatedCommand(this, line));
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                mostAtTheDoor.accumulateAndGet(atTheDoor.incrementAndGet(), Math::max);
            }

            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.Authenticated) {
                    atTheDoor.decrementAndGet();
                }
            }
        });
        server.start();
    }

    /** How many connections have waited for their login at the same time at the most: an sshd drops some of more than ten. */
    public int mostAtTheDoor() {
        return mostAtTheDoor.get();
    }

    private static java.security.KeyPair key() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    int port() {
        return server.getPort();
    }

    public String sshAddress() {
        return sshAddress;
    }

    /** The address that the cluster uses. */
    public String address() {
        return address;
    }

    public String hostName() {
        return hostName;
    }

    void hostName(String name) {
        hostName = name;
    }

    /** All commands so far, as one line each. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    void record(List<String> words) {
        commands.add(String.join(" ", words));
    }

    /** The next command with just these words fails without doing anything. */
    public void failOnce(String command) {
        failing.add(command);
    }

    boolean fails(String command) {
        return failing.remove(command);
    }

    /** Breaks off all connections, as when the machine loses its network for a moment. */
    public void breakConnections() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    Path path(String file) {
        return root.resolve(file.substring(1));
    }

    public boolean exists(String file) {
        return Files.exists(path(file));
    }

    public String read(String file) {
        try {
            return Files.exists(path(file)) ? Files.readString(path(file)) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public void write(String file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    void write(String file, byte[] content) {
        try {
            Files.createDirectories(path(file).getParent());
            Files.write(path(file), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Ends the machine for good. */
    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}

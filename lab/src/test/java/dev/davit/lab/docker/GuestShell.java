package dev.davit.lab.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** A login on a guest, made as soon as its sshd takes it. */
final class GuestShell implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SshClient client;
    private final ClientSession session;
    private final PublicKey hostKey;

    private GuestShell(SshClient client, ClientSession session, PublicKey hostKey) {
        this.client = client;
        this.session = session;
        this.hostKey = hostKey;
    }

    static GuestShell withPassword(String address, String user, String password) {
        return open(address, user, session -> session.addPasswordIdentity(password));
    }

    static GuestShell withKey(String address, String user, KeyPair key) {
        return open(address, user, session -> session.addPublicKeyIdentity(key));
    }

    private interface Identity {
        void addTo(ClientSession session);
    }

    private static GuestShell open(String address, String user, Identity identity) {
        var client = SshClient.setUpDefaultClient();
        var hostKey = new AtomicReference<PublicKey>();
        client.setServerKeyVerifier((session, remote, key) -> {
            hostKey.set(key);
            return true;
        });
        client.start();
        var deadline = System.nanoTime() + LIMIT.toNanos();
        IOException last = null;
        while (System.nanoTime() < deadline) {
            try {
                var session = client.connect(user, address, 22)
                        .verify(Duration.ofSeconds(2))
                        .getSession();
                try {
                    identity.addTo(session);
                    session.auth().verify(Duration.ofSeconds(10));
                    return new GuestShell(client, session, hostKey.get());
                } catch (IOException e) {
                    session.close(true);
                    throw e;
                }
            } catch (IOException e) {
                last = e;
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        client.stop();
        throw new AssertionError("No login as " + user + " on " + address + " within 60 s", last);
    }

    PublicKey hostKey() {
        return hostKey;
    }

    /** Standard output; fails when the command does. */
    String run(String command) throws IOException {
        var errors = new ByteArrayOutputStream();
        try {
            return session.executeRemoteCommand(command, errors, StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new IOException(command + ": " + e.getMessage() + "\n" + errors.toString(StandardCharsets.UTF_8), e);
        }
    }

    /** Runs a command with a file as its standard input. */
    void feed(Path file, String command) throws IOException {
        var errors = new ByteArrayOutputStream();
        try (var in = Files.newInputStream(file);
                var channel = session.createExecChannel(command)) {
            channel.setIn(in);
            channel.setOut(errors);
            channel.setErr(errors);
            channel.open().verify(Duration.ofSeconds(10));
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofMinutes(2));
            if (channel.getExitStatus() == null || channel.getExitStatus() != 0) {
                throw new IOException(
                        command + ": " + channel.getExitStatus() + "\n" + errors.toString(StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void close() {
        session.close(true);
        client.stop();
    }
}

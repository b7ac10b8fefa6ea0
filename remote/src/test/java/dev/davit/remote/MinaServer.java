package dev.davit.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SSH server in this process whose commands are run by the real /bin/sh of this machine, as the current user. */
final class MinaServer implements AutoCloseable {
    static final String PASSWORD = "s3cret 'with' \"quotes\"";

    private final SshServer server = SshServer.setUpDefaultServer();

    private MinaServer(int port, Map<String, String> environment, List<UserAuthFactory> auth, PublicKey authorized)
            throws IOException, GeneralSecurityException {
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(newKey()));
        server.setUserAuthFactories(auth);
        server.setPasswordAuthenticator((user, password, session) -> password.equals(PASSWORD));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, authorized));
        server.setFileSystemFactory(new VirtualFileSystemFactory(Path.of("/")));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.setCommandFactory((channel, command) ->
                new InvertedShellWrapper(new ProcessShell("/bin/sh", "-c", command) {
                    @Override
                    protected Map<String, String> resolveShellEnvironment(Map<String, String> env) {
                        return environment;
                    }
                }));
        server.start();
    }

    static MinaServer start() throws IOException, GeneralSecurityException {
        return start(0, Map.of());
    }

    static MinaServer start(int port, Map<String, String> environment) throws IOException, GeneralSecurityException {
        return new MinaServer(port, environment, List.of(UserAuthPasswordFactory.INSTANCE), null);
    }

    static MinaServer keyboardInteractiveOnly() throws IOException, GeneralSecurityException {
        return new MinaServer(0, Map.of(), List.of(UserAuthKeyboardInteractiveFactory.INSTANCE), null);
    }

    static MinaServer authorizing(PublicKey key, Map<String, String> environment)
            throws IOException, GeneralSecurityException {
        return new MinaServer(0, environment, List.of(UserAuthPublicKeyFactory.INSTANCE), key);
    }

    static KeyPair newKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** The private key as ssh-keygen writes it. */
    static String openSsh(KeyPair pair) throws IOException, GeneralSecurityException {
        var text = new java.io.ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, text);
        return text.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    int port() {
        return server.getPort();
    }

    HostAddress address() {
        return HostAddress.of("127.0.0.1", port());
    }

    HostAddress address(String identity) {
        return new HostAddress("127.0.0.1", port(), identity);
    }

    static Login login() {
        return Login.withPassword("ubuntu", PASSWORD);
    }

    /** Breaks all connections, as a machine does that loses its power. */
    void breakConnections() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}

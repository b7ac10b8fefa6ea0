package dev.davit.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Connects to hosts over SSH. Have one per process: its few threads serve all connections. Nothing of the account that
 * runs the process is used: no ~/.ssh, no agent, no default keys.
 */
public final class RemoteHosts implements AutoCloseable {
    private static final int UNANSWERED_PROBES = 3;

    private final SshClient client;
    private final HostKeys hostKeys;
    private final RemoteSettings settings;

    public RemoteHosts(HostKeys hostKeys) {
        this(hostKeys, RemoteSettings.DEFAULT);
    }

    public RemoteHosts(HostKeys hostKeys, RemoteSettings settings) {
        this.hostKeys = hostKeys;
        this.settings = settings;
        client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setFilePasswordProvider(FilePasswordProvider.EMPTY);
        client.setServerKeyVerifier(KeyCheck::verify);
        client.setUserAuthFactories(List.of(
                UserAuthPublicKeyFactory.INSTANCE,
                UserAuthPasswordFactory.INSTANCE,
                UserAuthKeyboardInteractiveFactory.INSTANCE));
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, settings.connect());
        CoreModuleProperties.AUTH_TIMEOUT.set(client, settings.connect().plus(settings.authenticate()));
        // A command may be silent for as long as it likes; the probes notice a dead connection.
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, settings.keepAlive());
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED_PROBES);
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
        client.start();
    }

    /**
     * Connects, checks the host key and logs in.
     *
     * @throws RemoteException.Unreachable when there is no SSH server (yet)
     * @throws RemoteException.AuthenticationFailed when the login is refused
     * @throws RemoteException.HostKeyChanged when another key is known for this machine
     */
    public RemoteHost connect(HostAddress host, Login login) throws RemoteException, InterruptedException {
        var check = new KeyCheck(hostKeys.of(host.identity()));
        ClientSession session = open(host, login, check);
        try {
            switch (login.credential()) {
                case Login.Password password -> session.addPasswordIdentity(password.value());
                case Login.PrivateKey key -> session.addPublicKeyIdentity(key.pair());
            }
            session.auth().verify(settings.authenticate());
            // Learned only now, so that a stranger who answers first but lets nobody in is not remembered.
            check.offered().ifPresent(key -> hostKeys.learn(host.identity(), key));
            return new RemoteHost(session, host, login, settings);
        } catch (InterruptedIOException stopped) {
            session.close(true);
            throw RemoteHost.interrupted(stopped);
        } catch (IOException e) {
            session.close(true);
            throw loginFailure(host, login, check, e);
        }
    }

    private ClientSession open(HostAddress host, Login login, KeyCheck check)
            throws RemoteException, InterruptedException {
        var context = AttributeRepository.ofKeyValuePair(KeyCheck.ATTRIBUTE, check);
        try {
            return client.connect(login.user(), host.address(), host.port(), context, null)
                    .verify(settings.connect())
                    .getSession();
        } catch (InterruptedIOException stopped) {
            throw RemoteHost.interrupted(stopped);
        } catch (IOException e) {
            throw new RemoteException.Unreachable(host, reason(e), e);
        } catch (RuntimeException e) {
            throw new RemoteException.Unreachable(host, reason(e), e);
        }
    }

    private static RemoteException loginFailure(HostAddress host, Login login, KeyCheck check, IOException e) {
        if (check.refused()) {
            return new RemoteException.HostKeyChanged(host, check.pinned(), check.offeredFingerprint());
        }
        if (e instanceof SshException ssh
                && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return new RemoteException.AuthenticationFailed(host, login, e);
        }
        return new RemoteException.Unreachable(host, "it closed the connection before the login: " + reason(e), e);
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** Forgets the key of a machine that is gone for good. */
    public void forget(String identity) {
        hostKeys.forget(identity);
    }

    @Override
    public void close() {
        client.stop();
    }
}

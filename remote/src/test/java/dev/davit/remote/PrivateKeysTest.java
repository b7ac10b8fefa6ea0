package dev.davit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;

class PrivateKeysTest {

    @Test
    void anEd25519KeyInOpenSshFormatIsRead() throws Exception {
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        KeyPair read = PrivateKeys.parse(MinaServer.openSsh(pair));
        assertThat(KeyUtils.getKeyType(read)).isEqualTo(KeyPairProvider.SSH_ED25519);
    }

    @Test
    void anEd25519KeyLogsIn() throws Exception {
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        KeyPair read = PrivateKeys.parse(MinaServer.openSsh(pair));
        try (var server = MinaServer.authorizing(pair.getPublic(), java.util.Map.of());
                var hosts = new RemoteHosts(HostKeys.inMemory());
                var host = hosts.connect(
                        server.address(), Login.withKey("u", new Login.PrivateKey(read, java.util.Optional.empty())))) {
            assertThat(host.isOpen()).isTrue();
        }
    }

    @Test
    void anRsaKeyInPemFormatIsRead() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        var pem = new StringWriter();
        try (var writer = new JcaPEMWriter(pem)) {
            writer.writeObject(pair.getPrivate());
        }
        assertThat(PrivateKeys.parse(pem.toString()).getPublic()).isEqualTo(pair.getPublic());
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> PrivateKeys.parse("-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OpenSSH or PEM")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
    }

    @Test
    void aPublicKeyIsNoPrivateKey() {
        assertThatThrownBy(() -> PrivateKeys.parse("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA me"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.davit.driver.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written to a VM, compared with files that a person has read. */
class ProxyFilesTest {
    private static final Proxy PROXY = new Proxy(
            Optional.of(ProxyUrl.parse("http://user1:p%40$s@proxy.example.org:3128")),
            Optional.of(ProxyUrl.parse("https://[fd00::1]:8443")),
            NoProxy.parse("192.168.246.0/24,10.0.0.1,.example.org,mirror.example.org"));

    @Test
    void aptGetsItsConfiguration() throws Exception {
        assertThat(AptProxy.render(PROXY)).isEqualTo(golden("99davit-proxy"));
    }

    @Test
    void dockerGetsItsEnvironment() throws Exception {
        assertThat(ServiceProxy.renderEnvironment(PROXY)).isEqualTo(golden("docker-proxy.env"));
    }

    @Test
    void theDropInHoldsNoSecret() throws Exception {
        assertThat(new ServiceProxy("docker").dropIn()).isEqualTo(golden("zz-davit-proxy.conf"));
    }

    @Test
    void networksAndDomainsCannotBeExemptedForApt() {
        assertThat(AptProxy.notExempted(PROXY.noProxy())).containsExactly("192.168.246.0/24", ".example.org");
    }

    @Test
    void aProxyIsShownWithoutItsPassword() {
        assertThat(PROXY.http().orElseThrow()).hasToString("http://***@proxy.example.org:3128");
    }

    private static String golden(String name) throws IOException {
        try (var in = ProxyFilesTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

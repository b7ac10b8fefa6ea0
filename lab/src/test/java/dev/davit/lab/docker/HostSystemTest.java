package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSystemTest {
    @TempDir
    private Path root;

    private HostSystem host;

    @BeforeEach
    void release() throws IOException {
        host = new HostSystem(root, Map.of());
        write("etc/os-release", "ID=debian\nVERSION_CODENAME=\"bookworm\"\n");
    }

    @Test
    void guestsGetNoLoopbackNameServers() throws IOException {
        write("etc/resolv.conf", "nameserver 127.0.0.53\nsearch example\n");
        assertThat(host.resolvConf()).isEmpty();
        write("run/systemd/resolve/resolv.conf", "nameserver 192.0.2.53\nsearch example\n");
        assertThat(host.resolvConf()).contains("nameserver 192.0.2.53\nsearch example\n");
    }

    @Test
    void sourcesOfTheReleaseComeAlongWithTheirKeys() throws IOException {
        write("etc/apt/sources.list.d/own.sources", """
                Types: deb
                URIs: http://mirror.example/debian
                Suites: bookworm bookworm-updates
                Components: main
                Signed-By: /usr/share/keyrings/own.gpg
                """);
        write("usr/share/keyrings/own.gpg", "key");
        var files = new AptAccess(host).files();
        assertThat(files.has("/etc/apt/sources.list.d/guest.sources")).isTrue();
        assertThat(files.has("/usr/share/keyrings/own.gpg")).isTrue();
    }

    @Test
    void sourcesOfOtherPartiesAreLeftOut() throws IOException {
        write("etc/apt/sources.list.d/other.list", "deb [signed-by=/k.gpg] https://other.example stable main\n");
        write("k.gpg", "key");
        var files = new AptAccess(host).files();
        assertThat(files.has("/etc/apt/sources.list")).isFalse();
        assertThat(files.has("/k.gpg")).isFalse();
    }

    @Test
    void aSourceOfOneLineIsUnderstoodToo() throws IOException {
        write(
                "etc/apt/sources.list",
                "deb [signed-by=/k.gpg arch=amd64] http://mirror.example bookworm main contrib\n");
        write("k.gpg", "key");
        var files = new AptAccess(host).files();
        assertThat(files.has("/etc/apt/sources.list")).isTrue();
        assertThat(files.has("/k.gpg")).isTrue();
    }

    @Test
    void addedAuthoritiesComeWithTheBundle() throws IOException {
        write("etc/ssl/certs/ca-certificates.crt", "all");
        assertThat(host.authorities().isEmpty()).isTrue();
        write("usr/local/share/ca-certificates/own.crt", "own");
        assertThat(host.authorities().has("/etc/ssl/certs/ca-certificates.crt")).isTrue();
    }

    @Test
    void aNetworkThatCoversARouteOfTheHostIsFound() throws IOException {
        write("proc/net/route", """
                Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
                eth0 00000000 010200C0 0003 0 0 0 00000000 0 0 0
                eth0 000200C0 00000000 0001 0 0 0 00FFFFFF 0 0 0
                """);
        write("sys/class/net/eth0/mtu", "1400\n");
        var routes = new HostRoutes(host);
        assertThat(routes.collision(Ipv4Cidr.parse("192.0.0.0/16")))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("192.0.2.0/24").contains("eth0"));
        assertThat(routes.collision(Ipv4Cidr.parse("10.8.0.0/16"))).isEmpty();
        assertThat(routes.defaultMtu()).contains(1400);
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

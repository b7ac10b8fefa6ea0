package dev.davit.server.packages;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h/p.zip",
                "file:///etc/passwd",
                "p.zip",
                "http:///p.zip",
                "http://user:pw@h/p.zip",
                "http://h/a b"
            })
    void onlyPlainHttpUrlsAreAccepted(String url) {
        assertThatThrownBy(() -> new DownloadAddress(true).parse(url)).hasMessageStartingWith("addressInformation: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::]/",
                "http://[fe80::1]/",
                "http://0.0.0.0/",
                "http://224.0.0.1/",
                "http://2130706433/"
            })
    void placesThatOnlyTheServerReachesAreRefused(String url) {
        assertThatThrownBy(() -> new DownloadAddress(false).check(URI.create(url)))
                .hasMessageContaining("addressInformation");
    }

    @Test
    void privateNetworksAreAllowed() {
        assertThatCode(() -> new DownloadAddress(false).check(URI.create("http://10.0.0.1/p.zip")))
                .doesNotThrowAnyException();
    }

    @Test
    void loopbackIsAllowedWhenTheOperatorSaysSo() {
        assertThatCode(() -> new DownloadAddress(true).check(URI.create("http://127.0.0.1/p.zip")))
                .doesNotThrowAnyException();
    }
}

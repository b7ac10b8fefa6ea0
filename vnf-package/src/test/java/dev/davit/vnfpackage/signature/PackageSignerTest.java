package dev.davit.vnfpackage.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.vnfpackage.PackageFolder;
import dev.davit.vnfpackage.csar.CsarLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageSignerTest {
    @TempDir
    Path folder;

    private OpenSsl openssl;

    @BeforeEach
    void makeAuthority() throws Exception {
        openssl = new OpenSsl(folder);
        openssl.authority("root");
    }

    private Path signed(String kind) throws Exception {
        openssl.signer("vendor", "root", kind, "keyUsage=critical,digitalSignature");
        Path zip = folder.resolve("signed.zip");
        PackageSigner.of(openssl.file("vendor.key"), openssl.file("vendor.pem"))
                .sign(PackageFolder.sample(folder).zip(), "vnf", zip);
        return zip;
    }

    private void unpack(Path zip) throws IOException {
        try (var archive = new ZipFile(zip.toFile())) {
            for (var entry : archive.stream().toList()) {
                try (var in = archive.getInputStream(entry);
                        OutputStream out = Files.newOutputStream(folder.resolve(entry.getName()))) {
                    in.transferTo(out);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa:2048", "ec", "ed25519"})
    void whatItSignsIsAccepted(String kind) throws Exception {
        Path zip = signed(kind);
        Path trusted = Files.createDirectory(folder.resolve("trusted"));
        Files.copy(openssl.file("root.pem"), trusted.resolve("root.pem"));

        assertThat(new SignedPackages(CsarLimits.DEFAULTS, new SignaturePolicy(Optional.of(trusted), true))
                        .csarOf(zip, folder.resolve("unwrapped")))
                .hasSameBinaryContentAs(folder.resolve("package.zip"));
    }

    @Test
    void opensslAcceptsItToo() throws Exception {
        unpack(signed("rsa:2048"));

        assertThat(openssl.run(
                        "cms",
                        "-verify",
                        "-binary",
                        "-inform",
                        "PEM",
                        "-in",
                        "vnf.cms",
                        "-content",
                        "vnf.csar",
                        "-CAfile",
                        "root.pem",
                        "-purpose",
                        "any",
                        "-out",
                        "verified"))
                .contains("erification successful");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        openssl.signer("vendor", "root", "rsa:2048", "keyUsage=digitalSignature");

        assertThatThrownBy(() -> PackageSigner.of(openssl.file("root.key"), openssl.file("vendor.pem")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not that of the first certificate in");
    }

    @Test
    void aFileWithoutKeyIsRefused() {
        assertThatThrownBy(() -> PackageSigner.of(openssl.file("root.pem"), openssl.file("root.pem")))
                .hasMessageContaining("holds no private key in PEM form without password");
    }
}

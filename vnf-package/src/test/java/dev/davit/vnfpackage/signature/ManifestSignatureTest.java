package dev.davit.vnfpackage.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageFolder;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import dev.davit.vnfpackage.csar.ZipCsar;
import dev.davit.vnfpackage.digest.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSARs whose manifest is signed. */
class ManifestSignatureTest {
    @TempDir
    Path folder;

    private OpenSsl openssl;
    private PackageFolder files;
    private SignaturePolicy required;

    @BeforeEach
    void makeKeysAndPackage() throws Exception {
        openssl = new OpenSsl(folder);
        openssl.authority("root");
        openssl.signer("vendor", "root", "rsa:2048", "keyUsage=critical,digitalSignature");
        Path trusted = Files.createDirectory(folder.resolve("trusted"));
        Files.copy(openssl.file("root.pem"), trusted.resolve("root.pem"));
        required = new SignaturePolicy(Optional.of(trusted), true);
        files = PackageFolder.sample(folder)
                .edit(
                        "TOSCA-Metadata/TOSCA.meta",
                        "Entry-Definitions:",
                        "ETSI-Entry-Manifest: vnf.mf\nETSI-Entry-Certificate: vnf.cert\nEntry-Definitions:")
                .file("vnf.cert", Files.readString(openssl.file("vendor.pem")));
    }

    /** A manifest with the hash of each file but the left out one, and a signature at its end. */
    private void sign(String leftOut) throws Exception {
        var text = new StringBuilder("metadata:\nvnf_product_name: x\n\n");
        try (ZipCsar csar = ZipCsar.open(files.file("vnf.mf", "").zip(), CsarLimits.DEFAULTS)) {
            for (PackagePath path : csar.paths()) {
                if (!path.value().equals("vnf.mf")
                        && !path.value().equals("vnf.cert")
                        && !path.value().equals(leftOut)) {
                    byte[] content = TextFiles.bytes(csar, path, 1 << 20);
                    text.append("Source: %s\nAlgorithm: SHA-256\nHash: %s\n\n"
                            .formatted(
                                    path,
                                    HexFormat.of()
                                            .formatHex(DigestAlgorithm.SHA_256
                                                    .newDigest()
                                                    .digest(content))));
                }
            }
        }
        Path manifest = Files.writeString(folder.resolve("manifest"), text);
        byte[] signature = openssl.sign(manifest, "vendor", "-outform", "PEM", "-nocerts");
        files.file("vnf.mf", text + new String(signature, StandardCharsets.US_ASCII));
    }

    private String refusal() {
        return catchThrowableOfType(InvalidPackageException.class, this::check).getMessage();
    }

    private Path check() throws Exception {
        return new SignedPackages(CsarLimits.DEFAULTS, required).csarOf(files.zip(), folder.resolve("none"));
    }

    @Test
    void aSignedManifestCountsAsSignature() throws Exception {
        sign("");

        assertThat(check()).exists();
    }

    @Test
    void aChangedManifestIsRefused() throws Exception {
        sign("");
        files.edit("vnf.mf", "vnf_product_name: x", "vnf_product_name: y");

        assertThat(refusal()).startsWith("vnf.mf: the signature at its end is wrong: it does not match");
    }

    @Test
    void aFileThatTheManifestDoesNotListIsRefused() throws Exception {
        sign("Scripts/private_registry_mgmt.py");

        assertThat(refusal())
                .isEqualTo(
                        "Scripts/private_registry_mgmt.py: is not covered by the signature: vnf.mf lists no hash of it");
    }
}

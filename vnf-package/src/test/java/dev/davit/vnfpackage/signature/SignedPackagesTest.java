package dev.davit.vnfpackage.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageFolder;
import dev.davit.vnfpackage.VnfPackageReader;
import dev.davit.vnfpackage.csar.CsarLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSARs in a zip with a signature that openssl made. */
class SignedPackagesTest {
    private static final String FOR_SIGNING = "keyUsage=critical,digitalSignature";

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static OpenSsl openssl;
    private Path csar;

    @BeforeAll
    static void makeKeys() throws Exception {
        openssl = new OpenSsl(keys);
        openssl.authority("root");
        openssl.authority("stranger");
        openssl.signer("vendor", "root", "rsa:2048", FOR_SIGNING);
        openssl.signer("curve", "root", "ec", FOR_SIGNING);
        openssl.signer("encryptor", "root", "rsa:2048", "keyUsage=critical,keyEncipherment");
        openssl.signer("middle", "root", "rsa:2048", "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign");
        openssl.signer("branch", "middle", "rsa:2048", FOR_SIGNING);
        openssl.signer("impostor", "stranger", "rsa:2048", FOR_SIGNING);
    }

    @BeforeEach
    void makeCsar() throws IOException {
        csar = PackageFolder.sample(folder).zip();
    }

    private static byte[] pem(String name) throws IOException {
        return Files.readAllBytes(openssl.file(name + ".pem"));
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = folder.resolve("uploaded.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return zip;
    }

    private Path signed(byte[] signature) throws IOException {
        return signed(Files.readAllBytes(csar), signature);
    }

    private Path signed(byte[] content, byte[] signature) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("vnf.csar", content);
        files.put("vnf.cms", signature);
        return zip(files);
    }

    private SignaturePolicy trusting(String... names) throws IOException {
        Path trusted = Files.createDirectories(folder.resolve("trusted"));
        for (String name : names) {
            Files.write(trusted.resolve(name + ".pem"), pem(name));
        }
        return new SignaturePolicy(Optional.of(trusted), false);
    }

    private Path check(Path uploaded, SignaturePolicy policy) throws IOException, InvalidPackageException {
        return new SignedPackages(CsarLimits.DEFAULTS, policy).csarOf(uploaded, folder.resolve("unwrapped"));
    }

    private String refusal(Path uploaded, SignaturePolicy policy) {
        var refused = catchThrowableOfType(InvalidPackageException.class, () -> check(uploaded, policy));
        assertThat(folder.resolve("unwrapped")).doesNotExist();
        assertThat(folder.resolve("unwrapped.part")).doesNotExist();
        return refused.getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DER", "PEM"})
    void aSignedCsarIsUnwrappedAsItIs(String form) throws Exception {
        Path unwrapped = check(signed(openssl.sign(csar, "vendor", "-outform", form)), trusting("root"));

        assertThat(unwrapped).hasSameBinaryContentAs(csar);
        assertThat(VnfPackageReader.read(unwrapped, CsarLimits.DEFAULTS).vnfd().flavours())
                .isNotEmpty();
    }

    @Test
    void aSignatureWithAnEllipticCurveIsRight() throws Exception {
        assertThat(check(signed(openssl.sign(csar, "curve", "-outform", "DER", "-md", "sha384")), trusting("root")))
                .exists();
    }

    @Test
    void aSignatureWithoutSignedAttributesIsRight() throws Exception {
        assertThat(check(signed(openssl.sign(csar, "vendor", "-outform", "DER", "-noattr")), trusting("root")))
                .exists();
    }

    @Test
    void theCertificateMayLieBesideTheSignature() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("vnf.csar", Files.readAllBytes(csar));
        files.put("vnf.cms", openssl.sign(csar, "vendor", "-outform", "DER", "-nocerts"));
        files.put("vnf.cert", pem("vendor"));

        assertThat(check(zip(files), trusting("root"))).exists();
    }

    @Test
    void withoutItsCertificateASignatureSaysWhoseIsMissing() throws Exception {
        assertThat(refusal(
                        signed(openssl.sign(csar, "vendor", "-outform", "DER", "-nocerts")), SignaturePolicy.LENIENT))
                .startsWith("vnf.cms: the signature is wrong: the signer's certificate (")
                .contains("CN=root")
                .contains("is neither in it nor beside it");
    }

    @Test
    void certificatesBetweenSignerAndAuthorityComeWithTheSignature() throws Exception {
        byte[] signature = openssl.sign(csar, "branch", "-outform", "DER", "-certfile", "middle.pem");

        assertThat(check(signed(signature), trusting("root"))).exists();
    }

    @Test
    void aSignerMayBeTrustedWithoutItsAuthority() throws Exception {
        assertThat(check(signed(openssl.sign(csar, "vendor", "-outform", "DER")), trusting("vendor")))
                .exists();
    }

    @Test
    void aChangedCsarIsRefused() throws Exception {
        byte[] signature = openssl.sign(csar, "vendor", "-outform", "DER");
        byte[] changed = Files.readAllBytes(csar);
        changed[changed.length / 2] ^= 1;

        assertThat(refusal(signed(changed, signature), SignaturePolicy.LENIENT))
                .contains("vnf.cms: the signature is wrong: it does not match the content");
    }

    @Test
    void aSignatureThatBringsItsOwnContentDoesNotSignAnother() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "something else");

        assertThat(refusal(
                        signed(openssl.sign(other, "vendor", "-outform", "DER", "-nodetach")), SignaturePolicy.LENIENT))
                .contains("it does not match the content");
    }

    @Test
    void aStrangersSignatureIsRefusedWhenTrustIsConfigured() throws Exception {
        byte[] signature = openssl.sign(csar, "impostor", "-outform", "DER", "-certfile", "stranger.pem");

        assertThat(refusal(signed(signature), trusting("root")))
                .contains("the signature is right, but its signer")
                .contains("CN=impostor")
                .contains("is not trusted: no trusted certificate leads to it");
        assertThat(check(signed(signature), SignaturePolicy.LENIENT)).exists();
    }

    @Test
    void aCertificateThatIsNotForSigningIsRefused() throws Exception {
        assertThat(refusal(signed(openssl.sign(csar, "encryptor", "-outform", "DER")), trusting("root")))
                .contains("not made for signing");
    }

    @Test
    void aSignerIsNoAuthorityForOthers() throws Exception {
        openssl.signer("grandchild", "vendor", "rsa:2048", FOR_SIGNING);

        assertThat(refusal(
                        signed(openssl.sign(csar, "grandchild", "-outform", "DER", "-certfile", "vendor.pem")),
                        trusting("root")))
                .contains("is not trusted");
    }

    @Test
    void aBrokenHashAlgorithmIsRefused() throws Exception {
        assertThat(refusal(
                        signed(openssl.sign(csar, "vendor", "-outform", "DER", "-md", "sha1")),
                        SignaturePolicy.LENIENT))
                .contains("sign with SHA-256 or a longer one");
    }

    @Test
    void oneOfTwoSignersBeingAStrangerIsEnoughToRefuse() throws Exception {
        byte[] signature =
                openssl.sign(csar, "vendor", "-outform", "DER", "-signer", "impostor.pem", "-inkey", "impostor.key");

        assertThat(refusal(signed(signature), trusting("root"))).contains("CN=impostor");
    }

    @Test
    void anSmimeMessageIsRefusedWithTheRightCommand() throws Exception {
        assertThat(refusal(signed(openssl.sign(csar, "vendor")), SignaturePolicy.LENIENT))
                .contains("openssl cms -sign -binary -outform DER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "garbage", "-----BEGIN CMS-----\nAAAA\n-----END CMS-----"})
    void whatIsNoSignatureIsRefused(String text) throws Exception {
        assertThat(refusal(signed(text.getBytes(StandardCharsets.UTF_8)), SignaturePolicy.LENIENT))
                .contains("vnf.cms: the signature is wrong: it is no CMS signature");
    }

    @Test
    void aCutOffSignatureIsRefused() throws Exception {
        byte[] signature = openssl.sign(csar, "vendor", "-outform", "DER");

        for (int length : new int[] {1, 20, signature.length / 2, signature.length - 1}) {
            assertThat(refusal(signed(java.util.Arrays.copyOf(signature, length)), SignaturePolicy.LENIENT))
                    .contains("the signature is wrong");
        }
    }

    @Test
    void aCsarWithoutSignatureBesideItIsRefused() throws Exception {
        assertThat(refusal(zip(Map.of("vnf.csar", Files.readAllBytes(csar))), SignaturePolicy.LENIENT))
                .contains("a signature (.cms) is expected beside it");
    }

    @Test
    void unsignedPackagesAreTakenUnlessSignaturesAreRequired() throws Exception {
        assertThat(check(csar, SignaturePolicy.LENIENT)).isEqualTo(csar);
        assertThat(refusal(csar, new SignaturePolicy(Optional.empty(), true))).contains("the package is not signed");
    }
}

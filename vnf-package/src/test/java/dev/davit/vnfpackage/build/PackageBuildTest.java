package dev.davit.vnfpackage.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.vnfpackage.VnfPackageReader;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.digest.DigestAlgorithm;
import dev.davit.vnfpackage.signature.SignaturePolicy;
import dev.davit.vnfpackage.signature.SignedPackages;
import dev.davit.vnfpackage.vnfd.SwImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageBuildTest {
    private static final String SOURCES = "../vnf-packages/private-registry";
    private static final String IMAGE = "Files/images/ubuntu-20.04-server-cloudimg-amd64.img";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int build(String... args) {
        return PackageBuildMain.run(args, new PrintStream(out, true), new PrintStream(err, true));
    }

    private String zip() {
        return folder.resolve("p.zip").toString();
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void buildsTheSamplePackageWithAPlaceholderImage() throws Exception {
        assertThat(build(SOURCES, "-o", zip(), "--placeholder-image", IMAGE))
                .as(err())
                .isZero();
        assertThat(VnfPackageReader.read(Path.of(zip()), CsarLimits.DEFAULTS).images())
                .hasSize(1);
    }

    @Test
    void makesTheSameBytesEachTime() throws Exception {
        String other = folder.resolve("q.zip").toString();
        build(SOURCES, "-o", zip(), "--placeholder-image", IMAGE);
        build(SOURCES, "-o", other, "--placeholder-image", IMAGE);
        assertThat(Path.of(zip())).hasSameBinaryContentAs(Path.of(other));
    }

    @Test
    void writesTheHashOfAnotherImageIntoTheDescriptorWhenAsked() throws Exception {
        Path image = Files.writeString(folder.resolve("image"), "a disk");
        assertThat(build(SOURCES, "-o", zip(), "--add", IMAGE + "=" + image, "--update-checksums"))
                .as(err())
                .isZero();
        List<SwImage> images =
                VnfPackageReader.read(Path.of(zip()), CsarLimits.DEFAULTS).images();
        assertThat(images.getFirst().checksum().orElseThrow().hash())
                .isEqualTo(HexFormat.of()
                        .formatHex(DigestAlgorithm.SHA_512.newDigest().digest(Files.readAllBytes(image))));
    }

    @Test
    void refusesAnImageWhoseHashTheDescriptorDoesNotState() throws Exception {
        Path image = Files.writeString(folder.resolve("image"), "a disk");
        assertThat(build(SOURCES, "-o", zip(), "--add", IMAGE + "=" + image)).isEqualTo(1);
        assertThat(err())
                .startsWith(IMAGE + ": the SHA-512 hash is ")
                .contains("; sw_image_data of 'PrivateRegistryVDU' in the VNFD says ");
    }

    @Test
    void saysWhatIsMissingAndLeavesNothingBehind() throws Exception {
        assertThat(build(SOURCES, "-o", zip())).isEqualTo(1);
        assertThat(err()).contains("artifact 'sw_image' names '../" + IMAGE + "', which is not in the package");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private void makeKey() throws Exception {
        Process openssl = new ProcessBuilder(
                        ("openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=vendor -days 2 -keyout k.pem -out c.pem")
                                .split(" "))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
    }

    @Test
    void signsThePackageWhenAsked() throws Exception {
        makeKey();
        String key = folder.resolve("k.pem").toString();
        String certificate = folder.resolve("c.pem").toString();

        assertThat(build(
                        SOURCES,
                        "-o",
                        zip(),
                        "--placeholder-image",
                        IMAGE,
                        "--sign-key",
                        key,
                        "--sign-certificate",
                        certificate))
                .as(err())
                .isZero();

        try (var signed = new ZipFile(zip())) {
            assertThat(signed.stream().map(ZipEntry::getName)).containsExactly("p.csar", "p.cms", "p.cert");
        }
        Path csar = new SignedPackages(CsarLimits.DEFAULTS, new SignaturePolicy(Optional.empty(), true))
                .csarOf(Path.of(zip()), folder.resolve("csar"));
        assertThat(VnfPackageReader.read(csar, CsarLimits.DEFAULTS).images()).hasSize(1);
    }

    @Test
    void aKeyThatCannotBeReadLeavesNoPackage() throws Exception {
        String none = folder.resolve("none.pem").toString();

        assertThat(build(
                        SOURCES,
                        "-o",
                        zip(),
                        "--placeholder-image",
                        IMAGE,
                        "--sign-key",
                        none,
                        "--sign-certificate",
                        none))
                .isEqualTo(1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void refusesWrongArguments() {
        assertThat(build(SOURCES)).isEqualTo(2);
        assertThat(build("nowhere", "-o", zip())).isEqualTo(2);
        assertThat(build(SOURCES, "-o", zip(), "--add", "x")).isEqualTo(2);
        assertThat(build(SOURCES, "-o", zip(), "--add", "../x=y")).isEqualTo(2);
        assertThat(build(SOURCES, "-o")).isEqualTo(2);
        assertThat(build(SOURCES, "-o", zip(), "--sign-key", "k")).isEqualTo(2);
        assertThat(err()).contains("expected one folder and one -o FILE", "'nowhere' is not a folder");
    }
}

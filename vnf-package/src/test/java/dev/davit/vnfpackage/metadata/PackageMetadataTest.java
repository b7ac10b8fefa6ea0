package dev.davit.vnfpackage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.vnfpackage.Artifact;
import dev.davit.vnfpackage.PackageFolder;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.digest.DigestAlgorithm;
import dev.davit.vnfpackage.vnfd.Checksum;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackageMetadataTest {
    private static final String META = "TOSCA-Metadata/TOSCA.meta";
    private static final String HEAD = "TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nCreated-By: me\n"
            + "Entry-Definitions: Definitions/sample_vnfd_top.yaml\n";

    @TempDir
    Path folder;

    private PackageFolder sample;

    @BeforeEach
    void sample() throws Exception {
        sample = PackageFolder.sample(folder).file("Files/notes.txt", "hello");
    }

    private static String hash(DigestAlgorithm algorithm, String text) {
        return HexFormat.of().formatHex(algorithm.newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void aFileWithTheRightHashIsAnArtifact(DigestAlgorithm algorithm) throws Exception {
        String hash = hash(algorithm, "hello");
        sample.file(
                META,
                HEAD + "\nName: Files/notes.txt\nContent-Type: text/plain\nAlgorithm: " + algorithm.jcaName()
                        + "\nHash: " + hash.toUpperCase(java.util.Locale.ROOT) + "\n");
        assertThat(sample.read().artifacts())
                .containsExactly(new Artifact(
                        new PackagePath("Files/notes.txt"),
                        new Checksum(algorithm.jcaName(), hash),
                        Optional.of("text/plain")));
    }

    @Test
    void aFileListedWithoutHashGetsItsSha256() throws Exception {
        sample.file(META, HEAD + "\nName: Files/notes.txt\nContent-Type: text/plain\n");
        assertThat(sample.read().artifacts())
                .extracting(Artifact::checksum)
                .containsExactly(new Checksum("sha-256", hash(DigestAlgorithm.SHA_256, "hello")));
    }

    @Test
    void aWrongHashNamesFileAndBothHashes() {
        String wrong = "0".repeat(64);
        sample.file(META, HEAD + "\nName: Files/notes.txt\nAlgorithm: SHA-256\nHash: " + wrong + "\n");
        sample.assertRefused("Files/notes.txt: the SHA-256 hash is " + hash(DigestAlgorithm.SHA_256, "hello")
                + "; TOSCA-Metadata/TOSCA.meta:6 says " + wrong);
    }

    @Test
    void tellsEverythingThatIsWrongWithToscaMeta() {
        sample.file(
                META,
                HEAD + "\nName: Files/gone.txt\n\nName: ../out\n\nAlgorithm: SHA-256\n\nnonsense\n"
                        + "\nName: Files/notes.txt\nAlgorithm: MD5\nHash: 00\n\nName: Files/notes.txt\nAlgorithm: SHA-256\nHash: abc\n"
                        + "\nName: Files/notes.txt\nHash: 00\n");
        sample.assertRefused(
                META + ":6: lists 'Files/gone.txt', which is not in the package",
                META + ":8: Name: '../out' leaves the package or has an empty segment",
                META + ":10: this block has no Name",
                META + ":12: expected 'Key: value', got 'nonsense'",
                META + ":15: unknown algorithm 'MD5'; expected one of SHA-224, SHA-256, SHA-384, SHA-512",
                META + ":20: expected a SHA-256 hash of 64 hexadecimal digits, got 'abc'",
                META + ":22: 'Files/notes.txt' has only one of Algorithm and Hash; expected both or none");
    }

    @Test
    void entryDefinitionsMustBeThere() {
        sample.file(META, "TOSCA-Meta-File-Version: 1.0\n");
        sample.assertRefused(META + ":1: the first block has no Entry-Definitions");
    }

    @Test
    void entryDefinitionsMustBeInThePackage() {
        sample.file(META, "CSAR-Version: 1.1\nEntry-Definitions: Definitions/other.yaml\n");
        sample.assertRefused(
                META + ":2: Entry-Definitions names 'Definitions/other.yaml', which is not in the package");
    }

    @Test
    void continuationLinesGoOnWithTheValue() throws Exception {
        sample.file(META, "Entry-Definitions: Definitions/sample_\n vnfd_top.yaml\n");
        assertThat(sample.read().vnfd().provider()).isEqualTo("Company");
    }

    @Test
    void theManifestOfToscaMetaIsChecked() {
        String wrong = "1".repeat(128);
        sample.file(META, HEAD + "ETSI-Entry-Manifest: registry.mf\n");
        sample.file(
                "registry.mf",
                "metadata:\n  vnf_product_name: x\n\nSource: Files/notes.txt\nAlgorithm: SHA-512\nHash: " + wrong
                        + "\n");
        sample.assertRefused("Files/notes.txt: the SHA-512 hash is " + hash(DigestAlgorithm.SHA_512, "hello")
                + "; registry.mf:4 says " + wrong);
    }

    @Test
    void aManifestWithNonManoArtifactsAndSignatureIsRead() throws Exception {
        sample.file(META, HEAD + "ETSI-Entry-Manifest: registry.mf\n");
        sample.file("registry.mf", """
                metadata:
                  vnf_product_name: Sample
                  vnf_provider_id: Company
                  vnf_package_version: 1.0
                  vnf_release_date_time: 2026-01-01T10:00:00+03:00

                Source: Files/notes.txt
                Algorithm: SHA-256
                Hash: %s

                Source: http://example.org/external.bin
                Algorithm: SHA-256
                Hash: 00

                non_mano_artifact_sets:
                  org.example.docs:
                    Source: Scripts/private_registry_mgmt.py

                -----BEGIN CMS-----
                MIGDBgsqhkiG9w0BCRABCaB0MHICAQAwDQYLKoZIhvcNAQkQAwgwXgYJKoZIhvcN
                -----END CMS-----
                """.formatted(hash(DigestAlgorithm.SHA_256, "hello")));
        assertThat(sample.read().artifacts())
                .extracting(a -> a.path().value())
                .containsExactly("Files/notes.txt", "Scripts/private_registry_mgmt.py");
    }

    @Test
    void withoutToscaMetaTheYamlFileAtTheRootIsTheEntry() throws Exception {
        sample.without(META)
                .file(
                        "sample.yaml",
                        "tosca_definitions_version: tosca_simple_yaml_1_2\n"
                                + "imports: [ Definitions/sample_vnfd_top.yaml ]\n")
                .file("sample.mf", "metadata:\n  vnf_product_name: x\n\nSource: Files/notes.txt\n");
        assertThat(sample.read().artifacts())
                .extracting(Artifact::path)
                .containsExactly(new PackagePath("Files/notes.txt"));
    }

    @Test
    void withoutToscaMetaAndRootFileThePackageIsRefused() {
        sample.without(META);
        sample.assertRefused("package: the package has no TOSCA-Metadata/TOSCA.meta, and no YAML file at its root;"
                + " expected one of the two to tell the entry definitions");
    }
}

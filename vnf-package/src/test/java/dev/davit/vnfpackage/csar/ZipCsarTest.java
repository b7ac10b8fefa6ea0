package dev.davit.vnfpackage.csar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.vnfpackage.InvalidPackageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipCsarTest {
    @TempDir
    Path folder;

    private final RawZip zip = new RawZip();
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("p.zip");
    }

    private ZipCsar open(CsarLimits limits) throws Exception {
        return ZipCsar.open(zip.write(file), limits);
    }

    private void assertRefused(String... problems) {
        assertRefused(CsarLimits.DEFAULTS, problems);
    }

    private void assertRefused(CsarLimits limits, String... problems) {
        assertThatThrownBy(() -> open(limits))
                .isInstanceOfSatisfying(
                        InvalidPackageException.class,
                        e -> assertThat(e.problems())
                                .extracting(Object::toString)
                                .containsExactly(problems));
    }

    private static byte[] read(Csar csar, String path) throws IOException {
        try (InputStream in = csar.open(new PackagePath(path))) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsStoredAndDeflatedFiles() throws Exception {
        zip.stored("a/stored.txt", bytes("one"));
        zip.deflated("deflated.txt", bytes("two two two"));
        try (ZipCsar csar = open(CsarLimits.DEFAULTS)) {
            assertThat(csar.paths()).extracting(PackagePath::value).containsExactly("a/stored.txt", "deflated.txt");
            assertThat(read(csar, "a/stored.txt")).isEqualTo(bytes("one"));
            assertThat(read(csar, "./deflated.txt")).isEqualTo(bytes("two two two"));
            assertThat(csar.size(new PackagePath("deflated.txt"))).isEqualTo(11);
        }
    }

    @Test
    void readsWhatOtherToolsWriteWithSizesBehindTheData() throws Exception {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("folder/"));
            out.putNextEntry(new ZipEntry("folder/x"));
            out.write(bytes("streamed"));
            out.setComment("a comment");
        }
        try (ZipCsar csar = ZipCsar.open(file, CsarLimits.DEFAULTS)) {
            assertThat(read(csar, "folder/x")).isEqualTo(bytes("streamed"));
        }
    }

    @Test
    void readsSeveralFilesAtATimeFromOneZip() throws Exception {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        IntStream.range(0, 8).forEach(i -> zip.deflated("f" + i, content));
        try (ZipCsar csar = open(CsarLimits.DEFAULTS);
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> results = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> read(csar, "f" + i)))
                    .toList();
            for (Future<byte[]> result : results) {
                assertThat(result.get()).isEqualTo(content);
            }
        }
    }

    @Test
    void namesTheMissingFile() throws Exception {
        zip.stored("a");
        try (ZipCsar csar = open(CsarLimits.DEFAULTS)) {
            assertThatThrownBy(() -> csar.open(new PackagePath("b"))).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void keepsFilesApartThatDifferInCase() throws Exception {
        zip.stored("README", bytes("1"));
        zip.stored("readme", bytes("2"));
        try (ZipCsar csar = open(CsarLimits.DEFAULTS)) {
            assertThat(read(csar, "readme")).isEqualTo(bytes("2"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "this is not a zip, but some text that is long enough to look into"})
    void refusesWhatIsNoZip(String content) throws Exception {
        Files.writeString(file, content);
        assertThatThrownBy(() -> ZipCsar.open(file, CsarLimits.DEFAULTS))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessage("package: not a zip file, or cut off: it has no end-of-central-directory record");
    }

    @Test
    void refusesAZipThatIsCutOff() throws Exception {
        zip.stored("a", new byte[10_000]);
        byte[] whole = zip.bytes();
        Files.write(file, Arrays.copyOf(whole, whole.length - 30));
        assertThatThrownBy(() -> ZipCsar.open(file, CsarLimits.DEFAULTS)).hasMessageContaining("cut off");
    }

    @Test
    void refusesNamesThatLeaveThePackage() {
        zip.stored("../../etc/passwd");
        zip.stored("a/../../b");
        assertRefused(
                "package: refused entry of the zip: '../../etc/passwd' leaves the package or has an empty segment",
                "package: refused entry of the zip: 'a/../../b' leaves the package or has an empty segment");
    }

    @Test
    void refusesAbsoluteNamesAndBackslashes() {
        zip.stored("/etc/passwd");
        zip.stored("C:/windows");
        zip.stored("..\\x");
        assertRefused(
                "package: refused entry of the zip: '/etc/passwd' is absolute; a path inside the package is relative",
                "package: refused entry of the zip: 'C:/windows' is absolute; a path inside the package is relative",
                "package: refused entry of the zip: a path inside the package has no backslash and no control character");
    }

    @Test
    void refusesSymbolicLinks() {
        zip.stored("link", bytes("/etc/passwd")).mode(0xA1FF);
        assertRefused("link: is a symbolic link; a VNF package holds plain files only");
    }

    @Test
    void refusesDevices() {
        zip.stored("disk").mode(0x61FF);
        assertRefused("disk: is neither a plain file nor a folder");
    }

    @Test
    void refusesDuplicates() {
        zip.stored("a");
        zip.stored("./a");
        assertRefused("a: stands twice in the zip");
    }

    @Test
    void refusesAFileThatIsAlsoAFolder() {
        zip.stored("a");
        zip.stored("a/b");
        assertRefused("a: is both a file and a folder in the zip");
    }

    @Test
    void refusesEncryptedFiles() {
        zip.stored("secret").flags(1);
        assertRefused("secret: is encrypted; Davit reads unencrypted packages");
    }

    @Test
    void refusesOtherCompressionMethods() {
        zip.stored("a").method(12);
        assertRefused("a: uses compression method 12; expected stored (0) or deflated (8)");
    }

    @Test
    void refusesALocalHeaderWithAnotherName() {
        zip.stored("good").localName("evil");
        assertRefused("good: has a local header that differs from the zip's central directory");
    }

    @Test
    void refusesALocalHeaderWithAnotherSize() {
        zip.deflated("a", bytes("content")).centralSize(3);
        assertRefused("a: has a local header that differs from the zip's central directory");
    }

    @Test
    void refusesFilesThatShareTheirBytes() {
        zip.stored("a", new byte[100]);
        zip.stored("a", new byte[100]).localName("a").shareOffsetOf(0);
        assertThatThrownBy(() -> open(CsarLimits.DEFAULTS)).hasMessageContaining("a: stands twice in the zip");
        RawZip overlapping = new RawZip();
        overlapping.stored("a", new byte[100]);
        byte[] zipped = overlapping.bytes();
        // The central directory's entry claims 20 bytes more than there are before the directory.
        int central = 30 + 1 + 100;
        zipped[central + 20] = 120;
        zipped[central + 24] = 120;
        zipped[18] = 120;
        zipped[22] = 120;
        assertThatThrownBy(() -> ZipCsar.open(Files.write(file, zipped), CsarLimits.DEFAULTS))
                .hasMessage("a: overlaps the next part of the zip");
    }

    @Test
    void refusesMoreEntriesThanAllowed() {
        IntStream.range(0, 4).forEach(i -> zip.stored("f" + i));
        assertRefused(CsarLimits.DEFAULTS.withMaxEntries(3), "package: the zip has 4 entries; at most 3 are allowed");
    }

    @Test
    void refusesMoreBytesThanAllowed() {
        zip.deflated("a", new byte[600]);
        zip.deflated("b", new byte[600]);
        assertRefused(
                CsarLimits.DEFAULTS.withMaxTotalSize(1000),
                "package: the files of the package have 1200 bytes together; at most 1000 are allowed");
    }

    @Test
    void refusesAZipBomb() {
        zip.deflated("bomb", new byte[20 << 20]);
        assertRefused("bomb: unpacks to more than 250 times its compressed size (a zip bomb?)");
    }

    @Test
    void noticesABombWhoseHeadersLie() throws Exception {
        zip.deflated("bomb", new byte[20 << 20]).size(1000);
        try (ZipCsar csar = open(CsarLimits.DEFAULTS)) {
            assertThatThrownBy(() -> read(csar, "bomb"))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessage("bomb: unpacks to more than the 1000 bytes that the zip says");
        }
    }

    @Test
    void noticesDamagedContent() throws Exception {
        zip.stored("a", bytes("content")).crc(1);
        try (ZipCsar csar = open(CsarLimits.DEFAULTS)) {
            assertThatThrownBy(() -> read(csar, "a"))
                    .hasMessage("a: its CRC-32 differs from the zip's: the file is damaged");
        }
    }

    @Test
    void noticesDamagedCompressedData() throws Exception {
        zip.deflated("a", bytes("content")).data(new byte[] {-1, -1, -1, -1});
        try (ZipCsar csar = open(CsarLimits.DEFAULTS)) {
            assertThatThrownBy(() -> read(csar, "a"))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith("a: its compressed data is damaged (");
        }
    }

    @Test
    void noticesDataThatEndsEarly() throws Exception {
        zip.deflated("a", bytes("content")).size(100);
        try (ZipCsar csar = open(CsarLimits.DEFAULTS)) {
            assertThatThrownBy(() -> read(csar, "a")).hasMessage("a: has 7 bytes; the zip says 100");
        }
    }

    @Test
    void refusesADirectoryThatIsNotWhereTheEndRecordSays() throws Exception {
        zip.stored("a");
        byte[] shifted = new byte[zip.bytes().length + 5];
        System.arraycopy(zip.bytes(), 0, shifted, 5, zip.bytes().length);
        Files.write(file, shifted);
        assertThatThrownBy(() -> ZipCsar.open(file, CsarLimits.DEFAULTS))
                .hasMessage("package: the zip's central directory is not where its end record says");
    }
}

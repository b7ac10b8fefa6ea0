package dev.davit.vnfpackage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.vnfpackage.csar.CsarLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;

/** The files of a package under test; a test changes one thing and reads the result. */
public final class PackageFolder {
    private static final Path REPOSITORY = Path.of("..");
    private final Map<String, String> files = new TreeMap<>();
    private final Path target;

    public PackageFolder(Path target) {
        this.target = target;
    }

    /** The sample registry package without its image, and so without hash blocks. */
    public static PackageFolder sample(Path target) throws IOException {
        PackageFolder folder = new PackageFolder(target);
        Path sources = REPOSITORY.resolve("vnf-packages/private-registry");
        for (String name : new String[] {
            "TOSCA-Metadata/TOSCA.meta",
            "Definitions/sample_vnfd_top.yaml",
            "Definitions/sample_vnfd_types.yaml",
            "Definitions/sample_vnfd_df_simple.yaml",
            "Definitions/sample_vnfd_df_persistent.yaml",
            "Scripts/private_registry_mgmt.py"
        }) {
            folder.file(name, Files.readString(sources.resolve(name)));
        }
        return folder.withoutImage("Definitions/sample_vnfd_df_simple.yaml")
                .withoutImage("Definitions/sample_vnfd_df_persistent.yaml");
    }

    private PackageFolder withoutImage(String flavourFile) {
        String flavour = files.get(flavourFile);
        int from = flavour.indexOf("      artifacts:\n        sw_image:");
        int to = flavour.indexOf("      capabilities:");
        return file(flavourFile, flavour.substring(0, from) + flavour.substring(to));
    }

    public PackageFolder file(String path, String text) {
        files.put(path, text);
        return this;
    }

    public PackageFolder without(String path) {
        files.remove(path);
        return this;
    }

    /** Replaces text that must be there. */
    public PackageFolder edit(String path, String from, String to) {
        String text = files.get(path);
        Assertions.assertThat(text).as(path).contains(from);
        return file(path, text.replace(from, to));
    }

    /** The 1-based line of a file where the text first stands. */
    public int line(String path, String text) {
        String content = files.get(path);
        Assertions.assertThat(content).as(path).contains(text);
        return (int) content.substring(0, content.indexOf(text))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    public Path zip() throws IOException {
        Path zip = target.resolve("package.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    public VnfPackageContents read() throws IOException, InvalidPackageException {
        return VnfPackageReader.read(zip(), CsarLimits.DEFAULTS);
    }

    /** Reads the package and expects exactly these problems. */
    public void assertRefused(String... problems) {
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        InvalidPackageException.class,
                        e -> Assertions.assertThat(e.problems())
                                .extracting(Object::toString)
                                .containsExactlyInAnyOrder(problems));
    }
}

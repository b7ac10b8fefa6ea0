package dev.davit.vnfpackage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.vnfpackage.csar.CsarLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is done to a package, Davit reads it or says what is wrong; it never fails in a way that nobody expects. */
class DamagedPackagePropertyTest {
    private static final Path CLUSTER = Path.of("src/test/resources/dev/davit/vnfpackage/cluster");

    @Property(tries = 2000)
    void damagedZipsAreReadOrRefused(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        withFolder(folder -> {
            Path zip = cluster(folder).zip();
            byte[] bytes = Files.readAllBytes(zip);
            // The last bytes are the directory, where damage does the most.
            int from = random.nextBoolean() ? 0 : bytes.length - 700;
            for (int i = 0; i <= random.nextInt(4); i++) {
                bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt();
            }
            Files.write(zip, bytes);
            assertReadOrRefused(zip);
        });
    }

    @Property(tries = 1000)
    void damagedDescriptorsAreReadOrRefused(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        withFolder(folder -> {
            PackageFolder cluster = cluster(folder);
            for (String file : new String[] {"cluster_top.vnfd.yaml", "cluster_types.yaml", "cluster_df_simple.yaml"}) {
                Path source = CLUSTER.resolve("Definitions").resolve(file);
                cluster.file("Definitions/" + file, damaged(Files.readString(source), random));
            }
            assertReadOrRefused(cluster.zip());
        });
    }

    /** Drops lines, exchanges values and keys, and turns values into something of another kind. */
    private static String damaged(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = 0; i < random.nextInt(4); i++) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            int colon = line.indexOf(": ");
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(at);
                case 1 -> Collections.swap(lines, at, random.nextInt(lines.size()));
                case 2 -> lines.set(at, colon < 0 ? line : line.substring(0, colon) + ": [ 1, { a: ~ } ]");
                case 3 -> lines.set(at, colon < 0 ? line : line.substring(0, colon) + ": { a: [ b ] }");
                default -> lines.set(at, colon < 0 ? line : line.substring(0, colon) + ":");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void assertReadOrRefused(Path zip) throws IOException {
        try {
            VnfPackageContents contents = VnfPackageReader.read(zip, CsarLimits.DEFAULTS);
            assertThat(contents.vnfd().flavours())
                    .isNotEmpty()
                    .allSatisfy(f -> assertThat(f.defaultLevel()).isNotNull());
        } catch (InvalidPackageException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    private static PackageFolder cluster(Path target) throws IOException {
        PackageFolder cluster = new PackageFolder(target);
        try (Stream<Path> files = Files.walk(CLUSTER)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                cluster.file(CLUSTER.relativize(path).toString(), Files.readString(path));
            }
        }
        return cluster;
    }

    private interface Work {
        void in(Path folder) throws Exception;
    }

    private static void withFolder(Work work) throws Exception {
        Path folder = Files.createTempDirectory("damaged");
        try {
            work.in(folder);
        } finally {
            Files.deleteIfExists(folder.resolve("package.zip"));
            Files.delete(folder);
        }
    }
}

package dev.davit.vnfpackage.csar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a package writes as a path, the result stays inside of it. */
class PackagePathPropertyTest {
    private static final Path ROOT = Path.of("/package");

    @Provide
    Arbitrary<String> hostilePaths() {
        Arbitrary<String> parts =
                Arbitraries.of("..", ".", "", "a", "b.yaml", "/", "\\", "C:", "\u0000", "~", " ", "%2e");
        return parts.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("/", list));
    }

    @Property
    void pathsStayInside(@ForAll("hostilePaths") String text) {
        path(() -> new PackagePath(text)).ifPresent(PackagePathPropertyTest::assertInside);
    }

    @Property
    void siblingsStayInside(@ForAll("hostilePaths") String text) {
        PackagePath from = new PackagePath("Definitions/top.yaml");
        path(() -> from.sibling(text)).ifPresent(PackagePathPropertyTest::assertInside);
    }

    private interface Source {
        PackagePath path();
    }

    private static Optional<PackagePath> path(Source source) {
        try {
            return Optional.of(source.path());
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static void assertInside(PackagePath path) {
        Path resolved = ROOT.resolve(path.value()).normalize();
        assertThat(resolved.startsWith(ROOT) && !resolved.equals(ROOT)).isTrue();
        assertThat(ROOT.relativize(resolved).toString()).isEqualTo(path.value());
    }
}

package dev.davit.driver.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"/srv/registry", "/a/b/c.d_e-f"})
    void absolutePathsAreTaken(String path) {
        assertThat(DataDirectory.parse(path).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv", "srv/x", "/srv/../etc", "/srv//x", "/srv/x/", "/srv/$(id)", "/srv/.x"})
    void othersAreNot(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> DataDirectory.parse(path));
    }

    /** It overflowed the stack of the request's thread, which then got no answer at all. */
    @Test
    void aVeryLongOneIsRefusedLikeAnyOther() {
        assertThatIllegalArgumentException().isThrownBy(() -> DataDirectory.parse("/a".repeat(8_000)));
    }
}

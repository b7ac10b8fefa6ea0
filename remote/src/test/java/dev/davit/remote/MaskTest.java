package dev.davit.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void aPasswordThatIsAWordStaysInsideLongerNames() {
        assertThat(new Mask(List.of("ubuntu")).apply("ubuntu-20.04 my-ubuntu:1 ubuntu -pubuntu ubuntu."))
                .isEqualTo("ubuntu-20.04 my-ubuntu:1 *** -p*** ***.");
    }

    @Test
    void anyOtherSecretIsMaskedWhereverItStands() {
        assertThat(new Mask(List.of("s3cret")).apply("my-s3cret-x s3crets")).isEqualTo("my-***-x ***s");
    }

    @Test
    void aSecretThatHoldsAnotherIsMaskedAsAWhole() {
        assertThat(new Mask(List.of("abc", "abc-def")).apply("abc-def abc")).isEqualTo("*** ***");
    }
}

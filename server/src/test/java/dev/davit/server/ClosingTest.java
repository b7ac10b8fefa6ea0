package dev.davit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    @Test
    void whatWasOpenedLastIsClosedFirst() {
        closing.add(() -> closed.add("first"));
        closing.add(() -> closed.add("second"));
        closing.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void whatAStartOpensAfterItsEndIsClosedAtOnceAndTheStartEnds() {
        closing.close();
        assertThatThrownBy(() -> closing.add(() -> closed.add("late")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("told to end");
        assertThat(closed).containsExactly("late");
    }
}

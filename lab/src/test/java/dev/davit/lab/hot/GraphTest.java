package dev.davit.lab.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphTest {
    @Test
    void sortsWhatIsNeededBeforeWhatNeedsIt() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        needs.put("vm", Set.of("port", "volume"));
        needs.put("port", Set.of("subnet"));
        needs.put("subnet", Set.of());
        needs.put("volume", Set.of());
        assertThat(Graph.of(needs).sorted())
                .containsSubsequence("subnet", "port", "vm")
                .containsSubsequence("volume", "vm");
    }

    @Test
    void aCircleIsAnError() {
        assertThatThrownBy(() ->
                        Graph.of(Map.of("a", Set.of("b"), "b", Set.of("a"))).sorted())
                .isInstanceOf(HotException.class)
                .hasMessageContaining("Circular Dependency");
    }

    @Test
    void needsOutsideOfTheGraphAreLeftOut() {
        assertThat(Graph.of(Map.of("a", Set.of("elsewhere"))).needs("a")).isEmpty();
    }

    @Test
    void reversedTurnsEveryArrow() {
        assertThat(Graph.of(Map.of("a", Set.of("b"), "b", Set.of())).reversed().needs("b"))
                .containsExactly("a");
    }

    @Test
    void referencesInABranchThatDoesNotCountAreNone() {
        TestScope scope = new TestScope();
        scope.conditions.put("no", false);
        Object snippet = Yaml.map("t", "v: {if: [no, {get_resource: a}, {get_attr: [b, x]}]}");
        assertThat(References.of(snippet, scope)).containsExactly("b");
    }
}

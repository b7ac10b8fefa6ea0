package dev.davit.lab.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static Parameters of(String schema, Map<String, Object> given) {
        Template template =
                TemplateParser.parse("heat_template_version: 2021-04-16\nparameters:\n  p: " + schema + "\n");
        return Parameters.of(
                template, given, Map.of(), Map.of("OS::stack_name", "s"), (constraint, value) -> Optional.empty());
    }

    @Test
    void defaultsCount() {
        assertThat(of("{type: string, default: x}", Map.of()).value("p")).isEqualTo("x");
    }

    @Test
    void aMissingOneIsNamed() {
        assertThatThrownBy(() -> of("{type: string}", Map.of())).hasMessage("The Parameter (p) was not provided.");
    }

    @Test
    void anUnknownOneIsNamed() {
        assertThatThrownBy(() -> of("{type: string, default: x}", Map.of("q", 1)))
                .hasMessage("The Parameter (q) was not defined in template.");
    }

    @Test
    void valuesAreConvertedToTheirType() {
        assertThat(of("{type: number}", Map.of("p", "7")).value("p")).isEqualTo(7L);
        assertThat(of("{type: boolean}", Map.of("p", "on")).value("p")).isEqualTo(true);
        assertThat(of("{type: comma_delimited_list}", Map.of("p", "a, b")).value("p"))
                .isEqualTo(List.of("a", "b"));
        assertThat(of("{type: json}", Map.of("p", "{\"a\": 1}")).value("p")).isEqualTo(Map.of("a", 1));
    }

    @Test
    void constraintsAreChecked() {
        assertThatThrownBy(() -> of("{type: string, constraints: [{allowed_values: [a, b]}]}", Map.of("p", "c")))
                .hasMessageContaining("Parameter 'p' is invalid")
                .hasMessageContaining("allowed");
        assertThatThrownBy(() -> of("{type: number, constraints: [{range: {min: 1, max: 5}}]}", Map.of("p", 6)))
                .hasMessageContaining("out of range");
        assertThatThrownBy(() -> of("{type: string, constraints: [{allowed_pattern: '[a-z]+'}]}", Map.of("p", "A")))
                .hasMessageContaining("does not match pattern");
        assertThatThrownBy(() -> of(
                        "{type: string, constraints: [{length: {max: 2}, description: too long}]}", Map.of("p", "abc")))
                .hasMessage("Parameter 'p' is invalid: too long");
    }

    @Test
    void hiddenOnesAreShownAsStars() {
        assertThat(of("{type: string, hidden: true}", Map.of("p", "secret")).shown())
                .containsEntry("p", "******");
    }

    @Test
    void pseudoParametersHaveValues() {
        assertThat(of("{type: string, default: x}", Map.of()).value("OS::stack_name"))
                .isEqualTo("s");
    }
}

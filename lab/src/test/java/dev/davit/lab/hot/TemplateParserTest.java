package dev.davit.lab.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TemplateParserTest {
    @Test
    void readsYamlAndJson() {
        assertThat(TemplateParser.parse(
                                "{\"heat_template_version\": \"2021-04-16\", \"resources\": {\"a\": {\"type\": \"OS::Heat::None\"}}}")
                        .resources())
                .containsKey("a");
    }

    @Test
    void aTemplateWithoutVersionIsRefused() {
        assertThatThrownBy(() -> TemplateParser.parse("resources: {}")).hasMessageContaining("version");
    }

    @Test
    void anUnknownSectionIsNamed() {
        assertThatThrownBy(() -> TemplateParser.parse("heat_template_version: 2021-04-16\nresourcez: {}"))
                .hasMessage("The template section is invalid: resourcez");
    }

    @Test
    void aResourceWithoutTypeIsNamed() {
        assertThatThrownBy(() ->
                        TemplateParser.parse("heat_template_version: 2021-04-16\nresources: {a: {properties: {}}}"))
                .hasMessageContaining("resources.a");
    }

    @Test
    void brokenYamlSaysWhere() {
        assertThatThrownBy(() -> TemplateParser.parse("a: [")).hasMessageContaining("line");
    }

    @Test
    void manyAliasesAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThatThrownBy(() -> TemplateParser.parse(bomb.toString())).isInstanceOf(HotException.class);
    }
}

package dev.davit.server.rest.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FilterTest {
    private static final Attributes ATTRIBUTES = new Attributes()
            .id("id")
            .text("name")
            .number("images/size")
            .flag("automatic")
            .time("startTime")
            .choice("state", Set.of("UP", "DOWN"))
            .below("metadata");

    private static final JsonNode RESOURCE = JsonMapper.shared().readTree("""
                    {"id": "8d8373fe-6977-49ff-83ac-7756572ed186", "name": "it's (here), now", "automatic": false,
                     "startTime": "2026-01-31T12:00:00Z", "state": "UP",
                     "images": [{"size": 10}, {"size": 2000}], "metadata": {"a": {"b": "deep"}}}
                    """);

    private static boolean matches(String filter) {
        return Filter.parse(filter, ATTRIBUTES).test(RESOURCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(eq,id,8D8373FE-6977-49ff-83ac-7756572ed186)",
                "(eq,name,'it''s (here), now')",
                "(neq,name,other)",
                "(cont,name,nothing,here)",
                "(ncont,name,nothing)",
                "(in,state,DOWN,UP)",
                "(nin,state,DOWN)",
                "(eq,automatic,false)",
                "(gt,startTime,2026-01-31 11:59:59)",
                "(lte,startTime,2026-01-31T13:00:00+01:00)",
                "(eq,images/size,2000)",
                "(gt,images/size,1999)",
                "(neq,images/size,11)",
                "(eq,metadata/a/b,deep)",
                "(eq,state,UP);(lt,images/size,11)"
            })
    void matchingFilters(String filter) {
        assertThat(matches(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(eq,name,other)",
                "(neq,images/size,10)",
                "(eq,metadata/none,x)",
                "(neq,metadata/none,x)",
                "(eq,state,UP);(eq,state,DOWN)",
                "(gt,images/size,2000)"
            })
    void otherFilters(String filter) {
        assertThat(matches(filter)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(eq,nothing,x)|cannot filter by 'nothing'",
                "(is,name,x)|unknown operator 'is'",
                "(eq,name)|a value is missing",
                "(eq,name,)|a value is missing",
                "(eq,name,a,b)|takes one value",
                "(gt,automatic,true)|does not fit the type",
                "(cont,images/size,1)|does not fit the type",
                "(eq,startTime,2026-01-31T12:00:00Z)|does not fit the type",
                "(eq,id,8)|must be a UUID",
                "(eq,state,BOILED)|must be one of DOWN, UP",
                "(eq,images/size,big)|must be a number",
                "(gt,startTime,noon)|must be a time",
                "(eq,name,'open)|quote is not closed",
                "(eq,name,x|expected ')'",
                "(eq,name,x)y|expected ';' or the end",
                "(eq,meta*,x)|cannot filter by 'meta*'",
                "name|expected '('"
            })
    void refusedFilters(String filter, String reason) {
        assertThatThrownBy(() -> matches(filter))
                .hasMessageStartingWith("filter: ")
                .hasMessageContaining(reason);
    }

    @Test
    void aNumberWithAHugeExponentIsRefused() {
        assertThatThrownBy(() -> matches("(eq,images/size,1e-999999)")).hasMessageContaining("must be a number");
    }
}

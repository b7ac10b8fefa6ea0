package dev.davit.server.rest.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.server.rest.http.QueryParameters;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SelectorTest {
    private static final Set<String> COMPLEX = Set.of("images", "error");

    private static String select(String query) {
        var resource = (ObjectNode) JsonMapper.shared()
                .readTree("{\"id\":1,\"images\":[{\"name\":\"a\",\"size\":2}],\"error\":{\"title\":\"t\"}}");
        return Selector.parse(QueryParameters.parse(query), COMPLEX, COMPLEX)
                .apply(resource)
                .toString();
    }

    @Test
    void nothingGivenMeansExcludeDefault() {
        assertThat(select("")).isEqualTo("{\"id\":1}").isEqualTo(select("exclude_default"));
    }

    @Test
    void allFieldsShowsAll() {
        assertThat(select("all_fields")).contains("images", "error");
    }

    @Test
    void fieldsAddsAttributesOrTheirMembers() {
        assertThat(select("fields=error")).isEqualTo("{\"id\":1,\"error\":{\"title\":\"t\"}}");
        assertThat(select("fields=images/name")).isEqualTo("{\"id\":1,\"images\":[{\"name\":\"a\"}]}");
        assertThat(select("fields=error&exclude_default")).isEqualTo(select("fields=error"));
    }

    @Test
    void excludeFieldsRemovesAttributesOrTheirMembers() {
        assertThat(select("exclude_fields=images/size,error")).isEqualTo("{\"id\":1,\"images\":[{\"name\":\"a\"}]}");
        assertThat(select("exclude-fields=images")).isEqualTo("{\"id\":1,\"error\":{\"title\":\"t\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all_fields&fields=images",
                "all_fields&exclude_default",
                "all_fields&exclude_fields=images",
                "fields=images&exclude_fields=error",
                "exclude_fields=error&exclude_default",
                "all_fields=true",
                "fields=id",
                "exclude_fields=nothing"
            })
    void illegalCombinationsAndNamesAreRefused(String query) {
        assertThatThrownBy(() -> select(query)).isInstanceOf(dev.davit.lifecycle.ProblemException.class);
    }
}

package dev.davit.lab.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    private final TestScope scope = new TestScope();

    private Object resolve(String yaml) {
        return Functions.resolve(Yaml.map("test", yaml).get("v"), scope);
    }

    @Test
    void getParamYieldsTheValue() {
        scope.parameters.put("p", 7);
        assertThat(resolve("v: {get_param: p}")).isEqualTo(7);
    }

    @Test
    void getParamGoesIntoAJsonParameter() {
        scope.parameters.put("nfv", Map.of("VDU", Map.of("VDU1", List.of("a", "b"))));
        assertThat(resolve("v: {get_param: [nfv, VDU, VDU1, 1]}")).isEqualTo("b");
    }

    @Test
    void getParamPathThatLeadsNowhereIsEmptyText() {
        scope.parameters.put("nfv", Map.of());
        assertThat(resolve("v: {get_param: [nfv, VDU]}")).isEqualTo("");
    }

    @Test
    void getAttrGoesIntoListsAndMaps() {
        scope.attributes.put("cp.fixed_ips", List.of(Map.of("ip_address", "10.0.0.5")));
        assertThat(resolve("v: {get_attr: [cp, fixed_ips, 0, ip_address]}")).isEqualTo("10.0.0.5");
    }

    @Test
    void getResourceYieldsTheReference() {
        assertThat(resolve("v: {get_resource: vm}")).isEqualTo("id-of-vm");
    }

    @Test
    void getFileYieldsTheContent() {
        scope.files.put("init.sh", "#!/bin/sh");
        assertThat(resolve("v: {get_file: init.sh}")).isEqualTo("#!/bin/sh");
    }

    @Test
    void strReplaceTakesTheLongestNameFirstAndEachPlaceOnce() {
        assertThat(resolve("v: {str_replace: {template: 'a ab', params: {a: ab, ab: x}}}"))
                .isEqualTo("ab x");
    }

    @Test
    void strReplaceLeavesDollarsAndBackslashesAlone() {
        assertThat(resolve("v: {str_replace: {template: 'p=%p%', params: {'%p%': '$1\\x'}}}"))
                .isEqualTo("p=$1\\x");
    }

    @Test
    void strReplaceStrictWantsEachNameInTheTemplate() {
        assertThatThrownBy(() -> resolve("v: {str_replace_strict: {template: 'a', params: {zz: b}}}"))
                .hasMessageContaining("zz");
    }

    @Test
    void strSplitYieldsAllPartsOrOne() {
        assertThat(resolve("v: {str_split: [',', 'a,b,c']}")).isEqualTo(List.of("a", "b", "c"));
        assertThat(resolve("v: {str_split: [',', 'a,b,c', 1]}")).isEqualTo("b");
    }

    @Test
    void listJoinJoinsSeveralLists() {
        assertThat(resolve("v: {list_join: ['-', [a, 1], [{k: v}]]}")).isEqualTo("a-1-{\"k\":\"v\"}");
    }

    @Test
    void repeatMakesOnePerValue() {
        assertThat(resolve("v: {repeat: {for_each: {'%n%': [a, b]}, template: {network: '%n%'}}}"))
                .isEqualTo(List.of(Map.of("network", "a"), Map.of("network", "b")));
    }

    @Test
    void repeatMakesAllCombinations() {
        assertThat(resolve("v: {repeat: {for_each: {x: [1, 2], y: [3, 4]}, template: 'x:y'}}"))
                .isEqualTo(List.of("1:3", "1:4", "2:3", "2:4"));
    }

    @Test
    void repeatWithoutPermutationsGoesSideBySide() {
        assertThat(resolve("v: {repeat: {permutations: false, for_each: {x: [1, 2], y: [3, 4]}, template: 'x:y'}}"))
                .isEqualTo(List.of("1:3", "2:4"));
    }

    @Test
    void mapMergeLetsTheLaterWin() {
        assertThat(resolve("v: {map_merge: [{a: 1, b: 1}, {b: 2}]}")).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void ifTakesTheBranchOfANamedCondition() {
        scope.parameters.put("size", "big");
        scope.conditions.put("is_big", Map.of("equals", List.of(Map.of("get_param", "size"), "big")));
        assertThat(resolve("v: {if: [is_big, m1.large, m1.tiny]}")).isEqualTo("m1.large");
    }

    @Test
    void ifWithoutElseLeavesTheMemberOut() {
        scope.conditions.put("no", false);
        assertThat(resolve("v: {a: 1, b: {if: [no, 2]}}")).isEqualTo(Map.of("a", 1));
    }

    @Test
    void andOrNotCombineConditions() {
        scope.conditions.put("yes", true);
        scope.conditions.put("no", false);
        assertThat(resolve("v: {if: [{and: [yes, {not: no}, {or: [no, yes]}]}, 1, 2]}"))
                .isEqualTo(1);
    }

    @Test
    void digestSumsText() {
        assertThat(resolve("v: {digest: [sha256, abc]}"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void functionsNest() {
        scope.parameters.put("list", List.of("x", "y"));
        assertThat(resolve("v: {list_join: ['.', {str_split: [',', {list_join: [',', {get_param: list}]}]}]}"))
                .isEqualTo("x.y");
    }

    @Test
    void aMapWithOneOtherKeyIsNoFunction() {
        assertThat(resolve("v: {get_params: p}")).isEqualTo(Map.of("get_params", "p"));
    }
}

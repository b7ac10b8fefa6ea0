package dev.davit.vnfpackage.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.vnfpackage.InvalidPackageException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    private static YamlNode read(String text) throws InvalidPackageException {
        return read(YamlLimits.DEFAULTS, text);
    }

    private static YamlNode read(YamlLimits limits, String text) throws InvalidPackageException {
        return new YamlReader(limits).read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String text, String message) {
        assertRefused(YamlLimits.DEFAULTS, text, message);
    }

    private static void assertRefused(YamlLimits limits, String text, String message) {
        assertThatThrownBy(() -> read(limits, text))
                .isInstanceOf(InvalidPackageException.class)
                .hasMessage(message);
    }

    @Test
    void keepsTheLineOfEachValueAndKey() throws Exception {
        YamlMapping root = (YamlMapping) read("a: 1\nb:\n  - x\n  - c: y\n");
        YamlSequence list = (YamlSequence) root.get("b").orElseThrow();
        assertThat(root.entries().get("b").keyPosition()).hasToString("f.yaml:2");
        assertThat(list.items().getLast().position()).hasToString("f.yaml:4");
    }

    @Test
    void keepsScalarsAsTheyAreWritten() throws Exception {
        YamlMapping root = (YamlMapping) read("version: 1.10\nno: no\nnone: ~\nquoted: '~'\n");
        assertThat(root.text("version")).contains("1.10");
        assertThat(root.text("no")).contains("no");
        assertThat(root.text("none")).isEmpty();
        assertThat(root.text("quoted")).contains("~");
    }

    @Test
    void anEmptyFileIsAnEmptyMap() throws Exception {
        assertThat(((YamlMapping) read("# nothing\n")).entries()).isEmpty();
    }

    @Test
    void aliasesShareTheirAnchorsValue() throws Exception {
        YamlMapping root = (YamlMapping) read("a: &x {k: v}\nb: *x\nc:\n  <<: *x\n  l: w\n");
        assertThat(root.text("b", "k")).contains("v");
        assertThat(root.text("c", "k")).contains("v");
        assertThat(root.text("c", "l")).contains("w");
    }

    @Test
    void refusesCustomTags() {
        assertRefused(
                "a:\n  b: !!python/object/apply:os.system ['true']\n",
                "f.yaml:2: tag 'tag:yaml.org,2002:python/object/apply:os.system' is not allowed; only YAML's own types are");
        assertRefused("a: !vault x\n", "f.yaml:1: tag '!vault' is not allowed; only YAML's own types are");
    }

    @Test
    void refusesDuplicateKeys() {
        assertRefused("a: 1\nb: 2\na: 3\n", "f.yaml:3: key 'a' stands twice in one map");
    }

    @Test
    void refusesAMapAsKey() {
        assertRefused("? {a: b}\n: c\n", "f.yaml:1: a key must be text, not a list or a map");
    }

    @Test
    void refusesASecondDocument() {
        assertRefused("a: 1\n---\nb: 2\n", "f.yaml:2: a second YAML document starts here; one file holds one document");
    }

    @Test
    void refusesAnAliasWithoutAnchor() {
        assertRefused("a: *nowhere\n", "f.yaml:1: alias '*nowhere' has no anchor '&nowhere' before it");
    }

    @Test
    void refusesAnAliasToItself() {
        assertRefused("a: &a [*a]\n", "f.yaml:1: alias '*a' has no anchor '&a' before it");
    }

    @Test
    void refusesDeepNesting() {
        assertRefused("a: " + "[".repeat(100_000), "f.yaml:1: nested deeper than 64 levels");
    }

    @Test
    void refusesTooManyAliases() {
        YamlLimits two = new YamlLimits(1000, 10, 2, 1000);
        assertRefused(two, "a: &a x\nb: [*a, *a,\n  *a]\n", "f.yaml:3: more than 2 aliases");
    }

    @Test
    void countsWhatAliasesStandFor() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            laughs.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, alias))));
        }
        assertRefused(laughs.toString(), "f.yaml:6: more than 200000 values, aliases written out");
    }

    @Test
    void refusesLargeFiles() {
        assertRefused(
                new YamlLimits(10, 10, 10, 10),
                "a: 12345678\n",
                "f.yaml: the file has 12 bytes; a YAML file may have 10");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> new YamlReader(YamlLimits.DEFAULTS).read("f.yaml", new byte[] {'a', (byte) 0xFF}))
                .hasMessage("f.yaml: the file is not UTF-8 text");
    }

    @Test
    void tellsTheLineOfASyntaxError() {
        assertThatThrownBy(() -> read("a: 1\nb: [1, 2\nc: 3\n")).hasMessageStartingWith("f.yaml:3: not valid YAML: ");
    }

    @Test
    void refusesEscapesThatAreNoText() {
        String message = "f.yaml:1: holds U+0000 or half of a surrogate pair, which is no text";
        assertRefused("a: \"x\\0y\"", message);
        assertRefused("\"\\ud800\": b", message);
    }

    @Test
    void refusesBinaryControlCharacters() {
        assertThatThrownBy(() -> read("a: \u0001\n")).hasMessageStartingWith("f.yaml: not valid YAML: ");
    }
}

package dev.davit.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Checkout;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each message that docs/troubleshooting.md explains is one that a program of ours prints: the text between its {@code ...} occurs
 * in the sources. What stands in code before a colon is the member or status that the message comes with; what is in italics is
 * printed by other programs.
 */
class TroubleshootingTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!message |---)(.+?) \\|");
    private static final Pattern WHERE = Pattern.compile("^`[^`]*`: ");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern VALUE = Pattern.compile("\"\\s*\\+(?:[^\"\\\\;]|\\\\.)*?\\+\\s*\"|%[-\\d.,$]*[sdf]");
    private static final int TOO_SHORT_TO_TELL = 3;
    private static final String SOURCES = sources();

    static List<String> messages() {
        return ROW.matcher(Checkout.text(Checkout.root().resolve("docs/troubleshooting.md")))
                .results()
                .map(row -> row.group(1))
                .filter(message -> !message.startsWith("*"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theMessageIsOneThatIsPrinted(String message) {
        assertThat(Arrays.stream(WHERE.matcher(message).replaceFirst("").split("\\.\\.\\."))
                        .map(text -> text.replace("`", "").replaceAll("^\\W+|\\W+$", ""))
                        .filter(text -> text.length() > TOO_SHORT_TO_TELL))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(SOURCES.contains(text))
                        .as("'%s' of '%s' is in the sources", text, message)
                        .isTrue());
    }

    /** As one text, literals joined over lines and values in them left out. */
    private static String sources() {
        Stream<String> java = Checkout.filesEndingWith(".java").stream()
                .filter(file -> file.toString().contains("/src/main/"))
                .map(Checkout::text)
                .map(text -> VALUE.matcher(JOINED.matcher(text).replaceAll("")).replaceAll("..."))
                .map(text -> text.replace("\\\"", "\"").replace("\\n", " "));
        Stream<String> scripts = Stream.of("davit", ".mvn/jdk.sh", "mvnw")
                .map(file -> Checkout.text(Checkout.root().resolve(file)));
        return Stream.concat(java, scripts)
                .map(text -> text.replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }
}

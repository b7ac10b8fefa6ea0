package dev.davit.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference has every command and option that the programs have, and no other. Run with {@code -Ddavit.reference=write}
 * to write what is new into it; then read what was written.
 */
class ReferenceTest {
    private static final Path PAGE = Checkout.root().resolve("docs/reference.md");

    @ParameterizedTest
    @ValueSource(strings = {"server", "lab", "client"})
    void optionsAreThoseOfTheProgram(String program) throws IOException {
        String inCode = Map.of(
                                "server", CommandReference.server(),
                                "lab", CommandReference.lab(),
                                "client", CommandReference.client())
                        .get(program)
                        .strip()
                + "\n";
        Matcher part = Pattern.compile("(?s)(<!-- " + program + ": made by ReferenceTest -->\n)(.*?)(<!-- end -->)")
                .matcher(Checkout.text(PAGE));
        assertThat(part.find()).as("the part of " + program + " in " + PAGE).isTrue();
        if ("write".equals(System.getProperty("davit.reference"))) {
            Files.writeString(
                    PAGE, part.replaceFirst(Matcher.quoteReplacement(part.group(1) + inCode + part.group(3))));
        } else {
            assertThat(part.group(2)).isEqualTo(inCode);
        }
    }
}

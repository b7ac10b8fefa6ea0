package dev.davit.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation points to is there. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    /** A class by its simple name, in code style: two humps at least, so that standard words are not taken for classes. */
    private static final Pattern CLASS = Pattern.compile("`(?:[a-z-]+/)*([A-Z][a-z]+(?:[A-Z][A-Za-z]*)+)(?:\\.\\w+)?`");

    static List<Path> pages() {
        return Checkout.filesEndingWith(".md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void relativeLinksLeadSomewhere(Path page) {
        var broken = new ArrayList<String>();
        var links = LINK.matcher(withoutCode(Checkout.text(page)));
        while (links.find()) {
            String link = links.group(1);
            if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                broken.add(link);
            }
        }
        assertThat(broken)
                .as("broken links of " + Checkout.root().relativize(page))
                .isEmpty();
    }

    @Test
    void theMapNamesOnlyClassesThatExist() {
        Set<String> classes = Checkout.filesEndingWith(".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        var named = CLASS.matcher(Checkout.text(Checkout.root().resolve("ARCHITECTURE.md")));
        var missing = new ArrayList<String>();
        while (named.find()) {
            if (!classes.contains(named.group(1))) {
                missing.add(named.group(1));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.getParent().resolve(file);
        return Files.exists(target)
                && (hash < 0 || anchors(Checkout.text(target)).contains(link.substring(hash + 1)));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(String text) {
        return HEADING.matcher(withoutCode(text))
                .results()
                .map(heading -> heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(String text) {
        return text.replaceAll("(?s)```.*?```", "").replaceAll("(?m)^(?: {4}|\t).*$", "");
    }
}

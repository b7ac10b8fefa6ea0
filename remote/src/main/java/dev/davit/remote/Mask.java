package dev.davit.remote;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Replaces known secrets in text. One that could as well be a word, such as the password {@code ubuntu}, stays inside a longer
 * name joined by hyphen, underscore or dot ({@code ubuntu-20.04}), which says nothing of it.
 */
record Mask(List<String> secrets) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,12}");

    Mask {
        // The longest first, so that a secret which contains another one is masked as a whole.
        secrets = secrets.stream()
                .filter(s -> !s.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    String apply(String text) {
        for (String secret : secrets) {
            text = WORD.matcher(secret).matches()
                    ? text.replaceAll("(?<![A-Za-z0-9][-_.])" + secret + "(?![-_.][A-Za-z0-9])", "***")
                    : text.replace(secret, "***");
        }
        return text;
    }
}

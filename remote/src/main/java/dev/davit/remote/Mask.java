package dev.davit.remote;

import java.util.Comparator;
import java.util.List;

/** Replaces known secrets in text. */
record Mask(List<String> secrets) {
    Mask {
        // The longest first, so that a secret which contains another one is masked as a whole.
        secrets = secrets.stream()
                .filter(s -> !s.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    String apply(String text) {
        for (String secret : secrets) {
            text = text.replace(secret, "***");
        }
        return text;
    }
}

package dev.davit.vnfpackage.tosca;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean": the known name nearest to a misspelt one. */
final class Suggestion {
    /** Comparing costs length times length; no name in use is longer. */
    private static final int LONGEST = 120;

    private Suggestion() {}

    /** {@code ; did you mean 'x'?}, or nothing when no known name is near. */
    static String forName(String wrong, Collection<String> known) {
        return nearest(wrong, known).map(n -> "; did you mean '" + n + "'?").orElse("");
    }

    static Optional<String> nearest(String wrong, Collection<String> known) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(1, wrong.length() / 4);
        return known.stream()
                .filter(k -> Math.abs(k.length() - wrong.length()) <= most)
                .filter(k -> distance(wrong, k) <= most)
                .min(Comparator.comparingInt((String k) -> distance(wrong, k))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}

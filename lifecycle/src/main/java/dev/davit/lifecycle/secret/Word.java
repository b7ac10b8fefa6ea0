package dev.davit.lifecycle.secret;

import java.util.regex.Pattern;

/**
 * A secret that could as well be a word, such as the password {@code ubuntu}. Masked wherever it stands but inside a longer
 * name whose parts are joined by hyphen, underscore or dot: {@code ubuntu-20.04} says nothing of the password, and people
 * need to read it. Glued to letters, as in {@code -pubuntu}, it is masked.
 */
record Word(Pattern pattern) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z]{1,12}");

    static boolean is(String secret) {
        return SHAPE.matcher(secret).matches();
    }

    static Word of(String secret) {
        return new Word(Pattern.compile("(?<![A-Za-z0-9][-_.])" + secret + "(?![-_.][A-Za-z0-9])"));
    }

    String mask(String text) {
        return pattern.matcher(text).replaceAll(Redaction.MASK);
    }
}

package dev.davit.lifecycle.secret;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds passwords inside URLs ({@code scheme://user:password@host}) in any text. Looks at each character a bounded number of
 * times: a regular expression for this takes minutes on a text that a client has made for it.
 */
final class UrlPasswords {
    private static final String SCHEME_END = "://";
    /** A password as people paste it may hold @ itself; what follows the URL in the same text must not be taken for it. */
    private static final String ENDS_AUTHORITY = "/\"'<>,;()[]{}|\\";

    /** Where a password stands. @param end exclusive */
    record Range(int start, int end) {}

    private UrlPasswords() {}

    /** In order, not overlapping. */
    static List<Range> in(String text) {
        var found = new ArrayList<Range>();
        int at = text.indexOf(SCHEME_END);
        while (at >= 0) {
            int next = at + SCHEME_END.length();
            if (at > 0 && isLetterOrDigit(text.charAt(at - 1))) {
                int userEnd = userEnd(text, next);
                next = userEnd;
                if (userEnd < text.length() && text.charAt(userEnd) == ':') {
                    int end = passwordEnd(text, userEnd + 1);
                    next = end;
                    if (end < text.length() && text.charAt(end) == '@') {
                        found.add(new Range(userEnd + 1, end));
                    }
                }
            }
            at = text.indexOf(SCHEME_END, next);
        }
        return found;
    }

    private static int userEnd(String text, int from) {
        int at = from;
        while (at < text.length() && "/@:".indexOf(text.charAt(at)) < 0 && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** At its @, or where the text ends without one. */
    private static int passwordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '@' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int last = at;
        if (at < text.length() && text.charAt(at) == '@') {
            for (int i = at + 1; i < text.length() && !endsAuthority(text.charAt(i)); i++) {
                if (text.charAt(i) == '@') {
                    last = i;
                }
            }
        }
        return last;
    }

    private static boolean endsAuthority(char c) {
        return Character.isWhitespace(c) || ENDS_AUTHORITY.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}

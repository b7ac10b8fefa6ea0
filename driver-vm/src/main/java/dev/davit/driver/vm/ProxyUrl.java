package dev.davit.driver.vm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of an HTTP proxy: http or https, host, optional port, optional user name and password in percent-encoding. The
 * characters it can hold need no quoting in the files that it is written to, apart from what those files' renderers
 * say.
 */
public record ProxyUrl(String value, Optional<String> password) {
    private static final Pattern SHAPE =
            Pattern.compile("(?i)(https?)://(?:(.*)@)?(\\[[^\\]@/]*\\]|[^:@/?#]*)(?::([^/?#]*))?/?");
    private static final Pattern USER_INFO = Pattern.compile("(?:[A-Za-z0-9._~!$&()*+,;=:-]|%[0-9A-Fa-f]{2})*");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+\\]");

    /** Long enough for every proxy, and short enough for the expressions. */
    private static final int LONGEST = 1024;

    /** @throws IllegalArgumentException saying what is wrong, without showing the password */
    public static ProxyUrl parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
        }
        Matcher url = SHAPE.matcher(text);
        if (!url.matches()) {
            throw new IllegalArgumentException(
                    "must be the URL of a proxy, http://host:port or https://user:password@host:port,"
                            + " without path or query");
        }
        String userInfo = url.group(2) == null ? "" : url.group(2);
        if (!USER_INFO.matcher(userInfo).matches()) {
            throw new IllegalArgumentException(
                    "user name and password of the proxy must be percent-encoded, for example %40 for @");
        }
        String host = url.group(3);
        if (!(IPV6.matcher(host).matches() || HostName.isIpv4(host) || HostName.isName(host))) {
            throw new IllegalArgumentException("'" + host + "' is neither a host name nor an IP address");
        }
        if (url.group(4) != null) {
            try {
                Port.parse(url.group(4));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("port '" + url.group(4) + "' " + e.getMessage(), e);
            }
        }
        int colon = userInfo.indexOf(':');
        Optional<String> password = colon < 0 ? Optional.empty() : Optional.of(userInfo.substring(colon + 1));
        return new ProxyUrl(text, password.filter(p -> !p.isEmpty()));
    }

    /** For people. */
    @Override
    public String toString() {
        return value.replaceFirst("//.*@", "//***@");
    }
}

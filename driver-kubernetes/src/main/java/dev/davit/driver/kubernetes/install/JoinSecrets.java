package dev.davit.driver.kubernetes.install;

import java.util.regex.Pattern;

/** The secrets that kubeadm and install scripts print: they are masked before anybody sees a line. */
final class JoinSecrets {
    static final Pattern TOKEN = Pattern.compile("(?<![a-z0-9.])[a-z0-9]{6}\\.[a-z0-9]{16}(?![a-z0-9.])");
    static final Pattern CERTIFICATE_KEY = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
    private static final Pattern KEY_WITH_NAME =
            Pattern.compile("(?i)(certificate[-_ ]key[^0-9a-f]{0,4})[0-9a-f]{64}(?![0-9a-f])");
    private static final Pattern KEY_ALONE = Pattern.compile("^\\s*[0-9a-f]{64}\\s*$");

    private JoinSecrets() {}

    static String mask(String line) {
        String masked = TOKEN.matcher(line).replaceAll("***");
        masked = KEY_WITH_NAME.matcher(masked).replaceAll("$1***");
        return KEY_ALONE.matcher(masked).replaceAll("***");
    }
}

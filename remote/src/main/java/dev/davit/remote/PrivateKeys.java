package dev.davit.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Iterator;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private keys as people have them: OpenSSH format or PEM; Ed25519, RSA or ECDSA. */
public final class PrivateKeys {
    private static final int LIMIT = 64 * 1024;

    private PrivateKeys() {}

    /** @throws IllegalArgumentException with a message fit for people, which holds nothing of the key */
    public static KeyPair parse(String text) {
        if (text.length() > LIMIT) {
            throw new IllegalArgumentException("a private key has at most " + LIMIT + " characters");
        }
        try {
            var bytes = new ByteArrayInputStream((text.strip() + "\n").getBytes(StandardCharsets.UTF_8));
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName("private key"), bytes, FilePasswordProvider.EMPTY);
            Iterator<KeyPair> found = pairs == null ? java.util.Collections.emptyIterator() : pairs.iterator();
            if (found.hasNext()) {
                return found.next();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            // The parser's message may quote parts of the key, so neither it nor its cause goes any further.
            throw new IllegalArgumentException(EXPECTED);
        }
        throw new IllegalArgumentException(EXPECTED);
    }

    private static final String EXPECTED = "is no private key in OpenSSH or PEM format without a passphrase"
            + " (expected -----BEGIN OPENSSH PRIVATE KEY----- and so on)";
}

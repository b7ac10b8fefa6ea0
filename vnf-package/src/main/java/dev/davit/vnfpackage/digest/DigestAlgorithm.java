package dev.davit.vnfpackage.digest;

import dev.davit.vnfpackage.vnfd.Checksum;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The hash algorithms of SOL001 (ChecksumData) and SOL004; the spellings {@code sha-256} and {@code sha256} are the same. */
public enum DigestAlgorithm {
    SHA_224(28),
    SHA_256(32),
    SHA_384(48),
    SHA_512(64);

    private final int bytes;

    DigestAlgorithm(int bytes) {
        this.bytes = bytes;
    }

    public static Optional<DigestAlgorithm> ofName(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT).replace("-", "").replace("_", "");
        return Arrays.stream(values())
                .filter(a -> a.name().replace("_", "").equals(wanted))
                .findFirst();
    }

    /** All names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(DigestAlgorithm::jcaName).collect(Collectors.joining(", "));
    }

    public String jcaName() {
        return name().replace('_', '-');
    }

    public MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(jcaName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java runtime lacks " + jcaName(), e);
        }
    }

    public Checksum checksum(String hash) {
        return new Checksum(jcaName(), hash.strip());
    }

    /** Why the text cannot be a hash of this algorithm; empty when it can. */
    public Optional<String> whyNot(String hash) {
        String hex = hash.strip();
        if (hex.length() == 2 * bytes && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            return Optional.empty();
        }
        return Optional.of("expected a " + jcaName() + " hash of " + 2 * bytes + " hexadecimal digits, got '"
                + (hex.length() > 140 ? hex.substring(0, 140) + "..." : hex) + "'");
    }
}

package dev.davit.vnfpackage.vnfd;

import java.util.Locale;

/** A file's digest. @param algorithm lower case with dash, e.g. sha-256 @param hash lower-case hex */
public record Checksum(String algorithm, String hash) {
    public Checksum {
        algorithm = algorithm.toLowerCase(Locale.ROOT);
        hash = hash.toLowerCase(Locale.ROOT);
    }
}

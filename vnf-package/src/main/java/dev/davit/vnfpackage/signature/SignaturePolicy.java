package dev.davit.vnfpackage.signature;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which VNF packages are accepted. A signature that is there must always be right.
 *
 * @param trusted folder of the certificates (PEM or DER) of the authorities, or of the signers themselves, that are trusted;
 *     without it any certificate will do, so that a signature tells no more than that the package is undamaged
 * @param required whether packages without signature are refused
 */
public record SignaturePolicy(Optional<Path> trusted, boolean required) {
    /** Packages may be signed by anybody or not at all. */
    public static final SignaturePolicy LENIENT = new SignaturePolicy(Optional.empty(), false);
}

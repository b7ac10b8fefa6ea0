package dev.davit.server.packages;

import dev.davit.vnfpackage.signature.SignaturePolicy;

/**
 * Which VNF packages are taken in.
 *
 * @param maxUploadBytes longest package file
 * @param loopbackDownloads whether upload_from_uri may fetch from this machine
 * @param signatures which of them must be signed, and by whom
 */
public record PackageLimits(long maxUploadBytes, boolean loopbackDownloads, SignaturePolicy signatures) {
    /** 64 GiB: a few full-size VM images. */
    public static final PackageLimits DEFAULT = new PackageLimits(64L << 30, false);

    public PackageLimits(long maxUploadBytes, boolean loopbackDownloads) {
        this(maxUploadBytes, loopbackDownloads, SignaturePolicy.LENIENT);
    }

    public PackageLimits withSignatures(SignaturePolicy policy) {
        return new PackageLimits(maxUploadBytes, loopbackDownloads, policy);
    }
}

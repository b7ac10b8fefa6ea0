package dev.davit.server.packages;

/**
 * Limits of VNF packages.
 *
 * @param maxUploadBytes longest package file
 * @param loopbackDownloads whether upload_from_uri may fetch from this machine
 */
public record PackageLimits(long maxUploadBytes, boolean loopbackDownloads) {
    /** 64 GiB: a few full-size VM images. */
    public static final PackageLimits DEFAULT = new PackageLimits(64L << 30, false);
}

package dev.davit.vnfpackage.csar;

import dev.davit.vnfpackage.yaml.YamlLimits;

/**
 * What a VNF package may cost to read. Every limit is checked against what is really read, never only against what the
 * zip's headers claim.
 *
 * @param maxEntries files and folders in the zip
 * @param maxTotalSize bytes of all files, uncompressed
 * @param maxRatio uncompressed to compressed size of one file; not applied below {@link #RATIO_FREE_SIZE} bytes
 * @param maxDirectorySize bytes of the zip's central directory
 * @param maxMetadataSize bytes of TOSCA.meta or the manifest, and of a file that the descriptor quotes as text
 * @param yaml limits of one YAML file
 */
public record CsarLimits(
        int maxEntries, long maxTotalSize, int maxRatio, int maxDirectorySize, int maxMetadataSize, YamlLimits yaml) {

    /** A megabyte of zeros deflates a thousandfold and does no harm. */
    public static final long RATIO_FREE_SIZE = 16L << 20;

    public static final CsarLimits DEFAULTS =
            new CsarLimits(10_000, 64L << 30, 250, 16 << 20, 4 << 20, YamlLimits.DEFAULTS);

    public CsarLimits {
        if (maxEntries < 1 || maxTotalSize < 1 || maxRatio < 1 || maxDirectorySize < 1 || maxMetadataSize < 1) {
            throw new IllegalArgumentException("each limit of a VNF package must be positive");
        }
    }

    public CsarLimits withMaxEntries(int value) {
        return new CsarLimits(value, maxTotalSize, maxRatio, maxDirectorySize, maxMetadataSize, yaml);
    }

    public CsarLimits withMaxTotalSize(long bytes) {
        return new CsarLimits(maxEntries, bytes, maxRatio, maxDirectorySize, maxMetadataSize, yaml);
    }

    public CsarLimits withMaxRatio(int value) {
        return new CsarLimits(maxEntries, maxTotalSize, value, maxDirectorySize, maxMetadataSize, yaml);
    }
}

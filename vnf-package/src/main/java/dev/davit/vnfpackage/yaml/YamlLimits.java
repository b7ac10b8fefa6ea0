package dev.davit.vnfpackage.yaml;

/**
 * What one YAML file may cost to read.
 *
 * @param maxBytes size of the file
 * @param maxDepth nesting of lists and maps
 * @param maxAliases uses of {@code *alias}
 * @param maxNodes scalars, lists and maps, counted as if every alias were written out
 */
public record YamlLimits(int maxBytes, int maxDepth, int maxAliases, int maxNodes) {
    public static final YamlLimits DEFAULTS = new YamlLimits(4 << 20, 64, 200, 200_000);

    public YamlLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxAliases < 0 || maxNodes < 1) {
            throw new IllegalArgumentException("each limit of a YAML file must be positive");
        }
    }
}

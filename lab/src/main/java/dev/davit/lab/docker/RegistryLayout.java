package dev.davit.lab.docker;

/** Where a registry image has its configuration: that moved with distribution 3. */
public enum RegistryLayout {
    V2("registry:2", "etc/docker/registry/config.yml"),
    V3("registry:3", "etc/distribution/config.yml");

    private final String official;
    private final String configPath;

    RegistryLayout(String official, String configPath) {
        this.official = official;
        this.configPath = configPath;
    }

    /** The image that has it. */
    public String official() {
        return official;
    }

    /** Relative to the image's root. */
    String configPath() {
        return configPath;
    }
}

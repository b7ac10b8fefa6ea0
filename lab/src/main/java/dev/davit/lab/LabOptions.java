package dev.davit.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a lab is to run.
 *
 * @param port 0: any free one
 * @param dataDirectory where images and the snapshot are; without one the lab keeps its images in a temporary directory and forgets all
 * @param nfvoUrl the catalog's endpoint of type nfv-orchestration
 * @param password of all users
 * @param tokenLifetime of Keystone tokens
 */
public record LabOptions(
        String bind,
        int port,
        HypervisorKind hypervisor,
        Optional<Path> dataDirectory,
        String nfvoUrl,
        String password,
        Duration tokenLifetime) {
    /** What runs the servers. */
    public enum HypervisorKind {
        DOCKER,
        NONE
    }

    public static final String DEFAULT_NFVO_URL = "http://127.0.0.1:9890";

    /** For tests: no guests, any port of loopback, nothing kept, password secret. */
    public static LabOptions forTests() {
        return new LabOptions(
                "127.0.0.1", 0, HypervisorKind.NONE, Optional.empty(), DEFAULT_NFVO_URL, "secret", Duration.ofHours(1));
    }

    public LabOptions withTokenLifetime(Duration lifetime) {
        return new LabOptions(bind, port, hypervisor, dataDirectory, nfvoUrl, password, lifetime);
    }

    public LabOptions withDataDirectory(Path directory) {
        return new LabOptions(bind, port, hypervisor, Optional.of(directory), nfvoUrl, password, tokenLifetime);
    }

    public LabOptions withNfvoUrl(String url) {
        return new LabOptions(bind, port, hypervisor, dataDirectory, url, password, tokenLifetime);
    }
}

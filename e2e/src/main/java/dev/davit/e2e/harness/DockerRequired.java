package dev.davit.e2e.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the end-to-end tests have what they need; {@code DAVIT_DOCKER=required} (as in CI) turns a lack into a failure. */
public final class DockerRequired {
    private DockerRequired() {}

    /** @return one line saying what is missing */
    public static Optional<String> missing() {
        Optional<String> lack = lack();
        if (lack.isPresent() && "required".equals(System.getenv("DAVIT_DOCKER"))) {
            throw new AssertionError(lack.get() + " (DAVIT_DOCKER=required)");
        }
        return lack;
    }

    private static Optional<String> lack() {
        if (System.getenv("DOCKER_HOST") == null && !Files.exists(Path.of("/var/run/docker.sock"))) {
            return Optional.of(
                    "skipped: no Docker Engine at DOCKER_HOST or /var/run/docker.sock (./davit lab engine starts one)");
        }
        if (!Files.isExecutable(StockClient.EXECUTABLE)) {
            return Optional.of("skipped: the stock client is not installed"
                    + " (apt-get install python3-openstackclient python3-heatclient python3-tackerclient)");
        }
        return Optional.empty();
    }
}

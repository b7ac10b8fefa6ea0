package dev.davit.driver.registry;

import dev.davit.remote.Command;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The container as it should be. Its label tells a later run whether the container that is there is still the wanted one.
 *
 * @param imageId Docker's id
 */
record RegistryContainer(String imageId, int port, DataDirectory data) {
    static final String NAME = "davit-registry";
    static final String LABEL = "dev.davit.registry";

    /** Where distribution listens inside its container; its configuration's default, stated so that it is certain. */
    private static final int INNER_PORT = 5000;

    Command run() {
        return Command.of(
                        "docker",
                        "run",
                        "--detach",
                        "--name",
                        NAME,
                        "--label",
                        LABEL + "=" + fingerprint(),
                        "--restart",
                        "always",
                        "--publish",
                        port + ":" + INNER_PORT,
                        "--volume",
                        data.path() + ":/var/lib/registry",
                        "--env",
                        "REGISTRY_HTTP_ADDR=:" + INNER_PORT,
                        // Distribution 3 would otherwise complain every few seconds that nobody takes its traces.
                        "--env",
                        "OTEL_TRACES_EXPORTER=none",
                        imageId)
                .sudo();
    }

    /** Changes whenever the container would be started differently. */
    String fingerprint() {
        try {
            byte[] text = String.join("\n", List.of("1", imageId, Integer.toString(port), data.path()))
                    .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

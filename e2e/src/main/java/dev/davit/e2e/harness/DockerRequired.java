package dev.davit.e2e.harness;

import dev.davit.lab.docker.DockerEngine;
import dev.davit.lab.docker.EngineSettings;
import dev.davit.lab.docker.EngineUnavailableException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the end-to-end tests have what they need. {@code DAVIT_DOCKER=required} in the environment (as in CI) turns a lack
 * into a failure, and starts a Docker Engine, installing it first if need be.
 */
public final class DockerRequired {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private DockerRequired() {}

    /** @return one line saying what is missing for tests with Docker and the stock client; it is printed once as well */
    public static Optional<String> missing() {
        return checked(noEngine().or(DockerRequired::noClient));
    }

    /** @return one line saying what is missing for tests with Docker; it is printed once as well */
    public static Optional<String> missingEngine() {
        return checked(noEngine());
    }

    private static Optional<String> checked(Optional<String> lack) {
        if (lack.isPresent() && required()) {
            throw new AssertionError(lack.get() + " (DAVIT_DOCKER=required)");
        }
        lack.filter(line -> SAID.compareAndSet(false, true)).ifPresent(System.out::println);
        return lack;
    }

    private static Optional<String> noEngine() {
        EngineSettings settings = EngineSettings.fromEnvironment();
        try (DockerEngine engine = DockerEngine.obtain(
                new EngineSettings(settings.home(), settings.dockerHost(), required()), System.out::println)) {
            return Optional.empty();
        } catch (EngineUnavailableException e) {
            return Optional.of("End-to-end tests on Docker are skipped: " + e.getMessage());
        }
    }

    private static Optional<String> noClient() {
        return Files.isExecutable(StockClient.EXECUTABLE)
                ? Optional.empty()
                : Optional.of(
                        "The end-to-end tests with the stock client are skipped: it is not installed (apt-get install"
                                + " python3-openstackclient python3-heatclient python3-tackerclient).");
    }

    private static boolean required() {
        return "required".equals(System.getenv("DAVIT_DOCKER"));
    }
}

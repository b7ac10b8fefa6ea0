package dev.davit.lab.docker;

import org.junit.jupiter.api.Assumptions;

/**
 * The engine for tests. Where none can be had the test is skipped with one line; with {@code -Ddavit.docker=required} one
 * is installed if possible, and it is a failure when there is none.
 */
final class TestEngine {
    private TestEngine() {}

    static EngineSettings settings() {
        var settings = EngineSettings.fromEnvironment();
        return new EngineSettings(settings.home(), settings.dockerHost(), required());
    }

    static DockerEngine open() {
        try {
            return DockerEngine.obtain(settings(), System.out::println);
        } catch (EngineUnavailableException e) {
            if (required()) {
                throw e;
            }
            return Assumptions.abort("Skipped, there is no Docker Engine: " + e.getMessage());
        }
    }

    private static boolean required() {
        return "required".equals(System.getProperty("davit.docker"));
    }
}

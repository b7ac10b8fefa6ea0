package dev.davit.lab.docker;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;

/**
 * The engine for tests. Where none can be had the test is skipped with one line; with DAVIT_DOCKER=required in the
 * environment one is installed if possible, and it is a failure when there is none.
 */
final class TestEngine {
    private static final AtomicBoolean SAID = new AtomicBoolean();

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
            var line = "Tests on Docker are skipped: " + e.getMessage();
            if (SAID.compareAndSet(false, true)) {
                System.out.println(line);
            }
            return Assumptions.abort(line);
        }
    }

    private static boolean required() {
        return "required".equals(System.getenv("DAVIT_DOCKER"));
    }
}

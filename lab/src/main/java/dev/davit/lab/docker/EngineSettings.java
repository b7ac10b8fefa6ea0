package dev.davit.lab.docker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the lab looks for a Docker Engine and where it keeps its own files.
 *
 * @param home the lab's directory, by default {@code ~/.davit/lab}; the engine's log, pid and runc front lie in its
 *     {@code docker} directory
 * @param dockerHost the user's choice (DOCKER_HOST); nothing is installed or started when it is given
 * @param mayInstall whether packages may be installed and a daemon started when there is no engine
 */
public record EngineSettings(Path home, Optional<String> dockerHost, boolean mayInstall) {

    /** As the environment says: DAVIT_HOME, DOCKER_HOST. */
    public static EngineSettings fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    static EngineSettings fromEnvironment(Map<String, String> environment) {
        var home = Optional.ofNullable(environment.get("DAVIT_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".davit"));
        var host = Optional.ofNullable(environment.get("DOCKER_HOST")).filter(text -> !text.isBlank());
        return new EngineSettings(home.resolve("lab"), host, true);
    }

    Path directory() {
        return home.resolve("docker");
    }
}

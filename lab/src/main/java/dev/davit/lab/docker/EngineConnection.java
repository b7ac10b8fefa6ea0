package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;

/** Makes clients for a Docker Engine. */
final class EngineConnection {
    /** Long, because a step of an image build may say nothing for minutes. */
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(15);

    private EngineConnection() {}

    static DockerClient open(String dockerHost) {
        return open(dockerHost, SILENCE_LIMIT);
    }

    static boolean answers(String dockerHost) {
        try (var client = open(dockerHost, Duration.ofSeconds(5))) {
            client.pingCmd().exec();
            return true;
        } catch (RuntimeException | IOException e) {
            return false;
        }
    }

    private static DockerClient open(String dockerHost, Duration silence) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(dockerHost)
                .build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(200)
                .connectionTimeout(Duration.ofSeconds(5))
                .responseTimeout(silence)
                .build();
        return DockerClientImpl.getInstance(config, http);
    }
}

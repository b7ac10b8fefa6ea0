package dev.davit.cli.demo;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Uses a registry as anybody would: through the Docker Engine of this machine. */
public final class RegistryTrial implements AutoCloseable {
    private static final int LIMIT_SECONDS = 120;

    private final DockerClient docker;
    private final String repository;
    private Optional<String> tag = Optional.empty();

    /** @param registry host:port under which the engine reaches the registry */
    public RegistryTrial(String registry) {
        var settings = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        docker = DockerClientImpl.getInstance(
                settings,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(settings.getDockerHost())
                        .build());
        repository = registry + "/davit/hello";
    }

    /** Makes an image with one small file and pushes it. @return its name */
    public String push() throws IOException, InterruptedException {
        Instant now = Instant.now();
        tag = Optional.of(Long.toString(now.getEpochSecond()));
        byte[] image = HelloImage.archive(name(), "Hello from Davit at " + now + "\n");
        docker.loadImageCmd(new ByteArrayInputStream(image)).exec();
        var answer = new ResultCallback.Adapter<PushResponseItem>() {
            private Optional<String> error = Optional.empty();

            @Override
            public void onNext(PushResponseItem item) {
                if (item.isErrorIndicated()) {
                    error = Optional.ofNullable(item.getErrorDetail()).map(PushResponseItem.ErrorDetail::getMessage);
                }
            }
        };
        if (!docker.pushImageCmd(name()).exec(answer).awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new CliException(
                    ExitCode.FAILED, "The push of " + name() + " did not end within " + LIMIT_SECONDS + " s.");
        }
        answer.error.ifPresent(text -> {
            throw new CliException(ExitCode.FAILED, "The push of " + name() + " failed: " + text);
        });
        return name();
    }

    /** Forgets the image and pulls it. @return its id, the same as before */
    public String pull() throws InterruptedException {
        String before = id();
        docker.removeImageCmd(name()).exec();
        var answer = docker.pullImageCmd(repository).withTag(tag.orElseThrow()).exec(new PullImageResultCallback());
        if (!answer.awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new CliException(
                    ExitCode.FAILED, "The pull of " + name() + " did not end within " + LIMIT_SECONDS + " s.");
        }
        if (!id().equals(before)) {
            throw new CliException(ExitCode.FAILED, "Pulled " + id() + " where " + before + " had been pushed.");
        }
        return before;
    }

    /** The image's name where the registry is reached by another address. @param registry host:port */
    public String nameAt(String registry) {
        return registry + name().substring(name().indexOf('/'));
    }

    /** The image's name, with the registry and the tag. */
    String name() {
        return repository + ":" + tag.orElseThrow();
    }

    @Override
    public void close() throws IOException {
        try (docker) {
            if (tag.isPresent()) {
                docker.removeImageCmd(name()).exec();
            }
        } catch (NotFoundException e) {
            // a failed pull has left nothing to remove
        }
    }

    /** Whether an engine answers where DOCKER_HOST or the usual socket is. */
    static boolean engineAnswers() {
        var settings = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        try (DockerClient client = DockerClientImpl.getInstance(
                settings,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(settings.getDockerHost())
                        .build())) {
            client.pingCmd().exec();
            return true;
        } catch (IOException | RuntimeException e) {
            return false; // unchecked is the transport's way to say that nobody listens
        }
    }

    private String id() {
        return docker.inspectImageCmd(name()).exec().getId();
    }
}

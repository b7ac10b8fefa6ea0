package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One layer of an image, made by running commands in a container and committing it. Unlike a Dockerfile this leaves no
 * trace of files that are only needed meanwhile: they may hold the logins of a package mirror.
 */
final class ImageBuild {
    private static final int KEPT_LINES = 25;

    private final DockerClient docker;
    private final Consumer<String> say;

    ImageBuild(DockerClient docker, Consumer<String> say) {
        this.docker = docker;
        this.say = say;
    }

    /**
     * @param from image to start from
     * @param files laid into the container first
     * @param environment of the commands only
     * @param script shell text of ours (no input of users)
     * @param to tag of the result
     * @param labels of the result
     */
    void run(
            String from,
            FileTree files,
            Map<String, String> environment,
            String script,
            String to,
            Map<String, String> labels) {
        var container = docker.createContainerCmd(from)
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("host"))
                .withCmd(List.of("/bin/sh", "-euc", script))
                .withEnv(environment.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList())
                .withLabels(Map.of("dev.davit.build", to))
                .exec()
                .getId();
        try {
            docker.copyArchiveToContainerCmd(container)
                    .withTarInputStream(new ByteArrayInputStream(files.tar()))
                    .withRemotePath("/")
                    .exec();
            docker.startContainerCmd(container).exec();
            var last = follow(container);
            var status = docker.waitContainerCmd(container).start().awaitStatusCode(20, TimeUnit.MINUTES);
            if (status != 0) {
                throw new EngineUnavailableException("Building " + to + " from " + from + " failed with exit status "
                        + status + ". Last output:\n" + String.join("\n", last));
            }
            commit(container, to, labels);
        } finally {
            try {
                docker.removeContainerCmd(container)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            } catch (NotFoundException gone) {
                say.accept("The build's container was removed by somebody else");
            }
        }
    }

    private void commit(String container, String to, Map<String, String> labels) {
        var colon = to.lastIndexOf(':');
        var id = docker.commitCmd(container)
                .withRepository(to.substring(0, colon))
                .withTag(to.substring(colon + 1))
                .withLabels(labels)
                .withEnv("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "container=docker")
                .withCmd("/sbin/init")
                .exec();
        if (id == null || id.isBlank()) {
            throw new EngineUnavailableException("The engine did not commit " + to);
        }
    }

    private ArrayDeque<String> follow(String container) {
        var last = new ArrayDeque<String>();
        Consumer<String> reader = text -> text.lines().forEach(line -> {
            last.addLast(line);
            if (last.size() > KEPT_LINES) {
                last.removeFirst();
            }
            if (line.startsWith("Setting up ") || line.startsWith("E: ") || line.startsWith("Err:")) {
                say.accept("  " + line);
            }
        });
        try {
            ContainerLog.follow(docker, container, reader, Duration.ofMinutes(20));
        } catch (IOException e) {
            throw new EngineUnavailableException("The output of an image's build cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailableException("Interrupted while building an image", e);
        }
        return last;
    }
}

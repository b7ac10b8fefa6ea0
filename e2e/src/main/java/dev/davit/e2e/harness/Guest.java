package dev.davit.e2e.harness;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Root's console of a server of the lab: works whatever its network and its SSH server do. */
public final class Guest {
    private static final int LIMIT_SECONDS = 60;

    private final String serverId;

    /** @param serverId as in Nova */
    public Guest(String serverId) {
        this.serverId = serverId;
    }

    /** Runs a script with {@code sh -ec}. @return what it printed @throws AssertionError when it fails */
    public String run(String script) {
        var settings = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        try (DockerClient docker = DockerClientImpl.getInstance(
                settings,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(settings.getDockerHost())
                        .build())) {
            // Nova knows a server before its machine is there.
            Container container = Poll.until(
                            Duration.ofSeconds(LIMIT_SECONDS),
                            () -> docker.listContainersCmd()
                                    .withLabelFilter(Map.of("dev.davit.server", serverId))
                                    .exec(),
                            found -> !found.isEmpty())
                    .getFirst();
            String exec = docker.execCreateCmd(container.getId())
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withCmd("sh", "-ec", script)
                    .exec()
                    .getId();
            var text = new StringBuffer();
            docker.execStartCmd(exec)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                        }
                    })
                    .awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS);
            Long status = docker.inspectExecCmd(exec).exec().getExitCodeLong();
            if (status == null || status != 0) {
                throw new AssertionError(script + " ended with " + status + ":\n" + text);
            }
            return text.toString().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

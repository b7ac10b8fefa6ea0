package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a container printed, on both of its outputs. */
final class ContainerLog {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private ContainerLog() {}

    /** The last lines as they are now. */
    static String last(DockerClient docker, String container, int lines) throws IOException, InterruptedException {
        var text = new StringBuffer();
        read(docker.logContainerCmd(container).withTail(lines), text::append, ANSWER_LIMIT);
        return text.toString();
    }

    /** All of it, until the container ends or the limit is over. @param reader gets it in pieces, as it comes */
    static void follow(DockerClient docker, String container, Consumer<String> reader, Duration limit)
            throws IOException, InterruptedException {
        read(docker.logContainerCmd(container).withFollowStream(true), reader, limit);
    }

    /** What it printed until there was a whole line, or it ended, or the limit was over. */
    static String firstLine(DockerClient docker, String container, Duration limit)
            throws IOException, InterruptedException {
        var text = new StringBuffer();
        try (var callback = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                if (text.indexOf("\n") >= 0) {
                    onComplete();
                }
            }
        }) {
            docker.logContainerCmd(container)
                    .withFollowStream(true)
                    .withStdOut(true)
                    .withStdErr(true)
                    .exec(callback)
                    .awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        return text.toString().strip();
    }

    private static void read(LogContainerCmd command, Consumer<String> reader, Duration limit)
            throws IOException, InterruptedException {
        try (var callback = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                reader.accept(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        }) {
            command.withStdOut(true)
                    .withStdErr(true)
                    .exec(callback)
                    .awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}

package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection.Credentials;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import dev.davit.remote.Content;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pulls an image the way the kubelet does: through the CRI, so that the runtime's own registry settings are tried. crictl takes
 * passwords only on its command line, which everybody on the node can read; so this speaks the protocol (gRPC over the
 * runtime's socket) with curl, and everything goes by standard input.
 */
final class CriPull {
    private static final List<String> SERVICES = List.of("runtime.v1", "runtime.v1alpha2");
    private static final Pattern STATUS = Pattern.compile("(?im)^grpc-status:\\s*([0-9]+)");
    private static final Pattern MESSAGE = Pattern.compile("(?im)^grpc-message:\\s*(.*)$");
    private static final int UNIMPLEMENTED = 12;
    /** Bytes before a message of gRPC: whether it is compressed, and its length. */
    private static final int FRAME = 5;

    private static final Duration STATUS_LIMIT = Duration.ofSeconds(30);

    private CriPull() {}

    /** @return empty when the image is there now, else what the runtime says */
    static Optional<List<String>> pull(
            VmSession session, String image, Optional<Credentials> credentials, Duration limit)
            throws StepFailedException, InterruptedException {
        Optional<List<String>> failed = Optional.empty();
        for (String service : SERVICES) {
            CommandResult result =
                    call(session, service + ".ImageService/PullImage", request(image, credentials), limit);
            Matcher status = STATUS.matcher(result.stdout());
            int code = status.find() ? Integer.parseInt(status.group(1)) : -1;
            if (result.succeeded() && code == 0) {
                return Optional.empty();
            }
            Matcher message = MESSAGE.matcher(result.stdout());
            failed = Optional.of(message.find() ? List.of(decoded(message.group(1))) : result.lastLines());
            if (code != UNIMPLEMENTED) {
                break;
            }
        }
        return failed;
    }

    /** Whether the runtime has the image: its answer (ImageStatus) is empty where it has not. */
    static boolean isPresent(VmSession session, String image) throws StepFailedException, InterruptedException {
        for (String service : SERVICES) {
            CommandResult result = call(
                    session, service + ".ImageService/ImageStatus", request(image, Optional.empty()), STATUS_LIMIT);
            Matcher status = STATUS.matcher(result.stdout());
            if (result.succeeded() && status.find() && Integer.parseInt(status.group(1)) == 0) {
                String length = result.stdout()
                        .substring(result.stdout().lastIndexOf('\n') + 1)
                        .strip();
                return length.matches("[0-9]{1,9}") && Integer.parseInt(length) > FRAME;
            }
        }
        return false;
    }

    private static CommandResult call(VmSession session, String method, byte[] request, Duration limit)
            throws StepFailedException, InterruptedException {
        Command command = Command.of(
                "curl",
                "--disable",
                "--silent",
                "--show-error",
                "--http2-prior-knowledge",
                "--unix-socket",
                Runtime.CONTAINERD_SOCKET,
                "--header",
                "content-type: application/grpc",
                "--header",
                "te: trailers",
                "--data-binary",
                "@-",
                "--output",
                "/dev/null",
                "--dump-header",
                "-",
                "--write-out",
                "\n%{size_download}",
                "http://localhost/" + method);
        return session.ask(command.sudo().input(Content.of(request)), limit);
    }

    /** PullImageRequest { ImageSpec image = 1; AuthConfig auth = 2; } as one gRPC message; without login, ImageStatusRequest too. */
    static byte[] request(String image, Optional<Credentials> credentials) {
        var message = new ByteArrayOutputStream();
        var spec = new ByteArrayOutputStream();
        field(spec, 1, image.getBytes(StandardCharsets.UTF_8));
        field(message, 1, spec.toByteArray());
        credentials.ifPresent(c -> {
            var auth = new ByteArrayOutputStream();
            field(auth, 1, c.username().getBytes(StandardCharsets.UTF_8));
            field(auth, 2, c.password().getBytes(StandardCharsets.UTF_8));
            field(message, 2, auth.toByteArray());
        });
        return ByteBuffer.allocate(FRAME + message.size())
                .put((byte) 0)
                .putInt(message.size())
                .put(message.toByteArray())
                .array();
    }

    /** A length-delimited field of a protocol buffer. */
    private static void field(ByteArrayOutputStream out, int number, byte[] value) {
        out.write(number << 3 | 2);
        int length = value.length;
        while (length > 0x7f) {
            out.write(length & 0x7f | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(value);
    }

    /** gRPC writes messages percent-encoded. */
    private static String decoded(String message) {
        try {
            return java.net.URLDecoder.decode(message.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return message.strip();
        }
    }
}

package dev.davit.simulator;

import dev.davit.simulator.SimulatedApi.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** curl on a node: it reaches API servers, etcd and registries, as far as the simulation has them. */
final class NodeCurl {
    private static final int COULD_NOT_CONNECT = 7;
    private static final int HTTP_ERROR = 22;

    private final SimulatedNode node;

    NodeCurl(SimulatedNode node) {
        this.node = node;
    }

    int run(Call call) throws IOException {
        if (call.argument(2).equals("--config")) {
            return registry(call);
        }
        URI url = URI.create(call.words().getLast());
        if (url.getPath().endsWith("ImageService/PullImage")) {
            return pull(call);
        }
        String body = call.words().contains("@-") ? new String(call.input(), StandardCharsets.UTF_8) : "";
        Optional<Answer> answer = url.getPort() == 2379
                ? node.cluster().etcd(node, url, body)
                : node.cluster().api(url, call.option("--request"), body);
        if (answer.isEmpty()) {
            call.err().println("curl: (7) Failed to connect to " + url.getHost() + " port " + url.getPort());
            return COULD_NOT_CONNECT;
        }
        if (call.words().contains("--fail") && answer.get().status() >= 400) {
            return HTTP_ERROR;
        }
        if (!call.option("--output").equals("/dev/null")) {
            call.out().print(answer.get().body());
        }
        if (call.words().contains("--write-out")) {
            call.out().print("\n" + answer.get().status());
        }
        return 0;
    }

    /** The CRI: a message of one image's name and perhaps a login, behind five bytes. */
    private int pull(Call call) throws IOException {
        byte[] message = call.input();
        String image = new String(message, 9, message[8], StandardCharsets.UTF_8);
        boolean there = node.cluster().pull(node, image, message.length > 9 + image.length());
        call.out()
                .print("HTTP/2 200\r\ncontent-type: application/grpc\r\n\r\n"
                        + (there
                                ? "grpc-status: 0\r\n"
                                : "grpc-status: 5\r\ngrpc-message: " + image + ": not found\r\n"));
        return 0;
    }

    private int registry(Call call) throws IOException {
        String config = new String(call.input(), StandardCharsets.UTF_8);
        String url = config.lines()
                .filter(line -> line.startsWith("url = "))
                .map(line -> line.substring(7, line.length() - 1))
                .findFirst()
                .orElse("");
        String server = URI.create(url).getAuthority();
        int exit = node.cluster().registryExit(server);
        if (exit != 0) {
            call.err().println("curl: (" + exit + ") simulated");
            return exit;
        }
        boolean root = url.endsWith("/v2/");
        call.out().print("HTTP/1.1 " + (root ? 200 : 404) + " OK\r\n\r\n{}\n" + (root ? 200 : 404));
        return 0;
    }
}

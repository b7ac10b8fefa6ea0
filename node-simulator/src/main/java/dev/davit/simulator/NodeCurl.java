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

    int run(Call call) throws IOException, InterruptedException {
        if (call.argument(2).equals("--config")) {
            return node.cluster().registries().curl(call);
        }
        URI url = URI.create(call.words().getLast());
        if (url.getPath().contains("ImageService/")) {
            return node.cluster().registries().cri(node, call);
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
}

package dev.davit.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Registries as nodes see them with curl and through their runtime. Each lets everybody in, until a test says otherwise. */
public final class SimulatedRegistries {
    private static final int MISSING = 404;

    private record Answer(int status, String header, String body) {}

    private final Map<String, Integer> exits = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> pulled = new CopyOnWriteArrayList<>();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();

    /** What curl's exit status is when a node asks this registry. */
    public void unusable(String server, int exit) {
        exits.put(server, exit);
    }

    /** What a URL answers, with a header such as "www-authenticate: ..." */
    public void answer(String url, int status, String header, String body) {
        answers.put(url, new Answer(status, header, body));
    }

    public void answer(String url, String json) {
        answer(url, 200, "content-type: application/json", json);
    }

    /** All URLs that nodes have asked, followed by "with login" where one was given. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** What nodes have pulled: address, image, and "with login" where one was given; "installed" where the script ran. */
    public List<String> pulled() {
        return List.copyOf(pulled);
    }

    /** Puts an image into the registries, or takes it away. */
    public void imageExists(String image, boolean there) {
        if (there) {
            missing.remove(image);
        } else {
            missing.add(image);
        }
    }

    /** A pull of this image never ends. */
    public void imageHangs(String image) {
        hanging.add(image);
    }

    void installing(SimulatedNode node) {
        pulled.add(node.address() + " installed");
    }

    int curl(Call call) throws IOException {
        List<String> config =
                new String(call.input(), StandardCharsets.UTF_8).lines().toList();
        String url = config.stream()
                .filter(line -> line.startsWith("url = "))
                .map(line -> line.substring(7, line.length() - 1))
                .findFirst()
                .orElse("");
        asked.add(url + (config.stream().anyMatch(line -> line.startsWith("user = ")) ? " with login" : ""));
        int exit = exits.getOrDefault(URI.create(url).getAuthority(), 0);
        if (exit != 0) {
            call.err().println("curl: (" + exit + ") simulated");
            return exit;
        }
        var otherwise = new Answer(url.endsWith("/v2/") ? 200 : MISSING, "content-type: text/plain", "{}");
        Answer answer = answers.getOrDefault(url, otherwise);
        call.out()
                .print("HTTP/1.1 " + answer.status() + " OK\r\n" + answer.header() + "\r\n\r\n" + answer.body() + "\n"
                        + answer.status());
        return 0;
    }

    /** The CRI: a message of one image's name and perhaps a login, behind five bytes. */
    int cri(SimulatedNode node, Call call) throws IOException, InterruptedException {
        byte[] message = call.input();
        String image = new String(message, 9, message[8], StandardCharsets.UTF_8);
        String here = node.address() + " " + image;
        call.out().print("HTTP/2 200\r\ncontent-type: application/grpc\r\n\r\n");
        if (call.words().getLast().endsWith("ImageStatus")) {
            call.out().print("grpc-status: 0\r\n\r\n\n" + (present.contains(here) ? 77 : 5));
            return 0;
        }
        pulled.add(here + (message.length > 9 + image.length() ? " with login" : ""));
        if (hanging.contains(image)) {
            new CountDownLatch(1).await();
        }
        boolean there = !missing.contains(image);
        if (there) {
            present.add(here);
        }
        call.out().print(there ? "grpc-status: 0\r\n" : "grpc-status: 5\r\ngrpc-message: " + image + ": not found\r\n");
        return 0;
    }
}

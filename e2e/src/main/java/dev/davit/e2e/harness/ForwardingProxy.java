package dev.davit.e2e.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * An HTTP proxy on all addresses of this machine that lets everything through for who knows the password, and remembers which
 * hosts it was asked for.
 */
public final class ForwardingProxy implements AutoCloseable {
    private static final Set<String> OWN = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "transfer-encoding",
            "content-length",
            "host",
            "upgrade");

    private final ServerSocket socket;
    private final String authorization;
    private final Set<String> hosts = new ConcurrentSkipListSet<>();
    private final Set<String> ownNames = new ConcurrentSkipListSet<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    public ForwardingProxy(String user, String password) throws IOException {
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        socket = new ServerSocket(0);
        Thread.ofVirtual().name("proxy").start(this::serve);
    }

    /** Lets the proxy know a name that nobody else knows. It stands for this machine. */
    public void name(String host) {
        ownNames.add(host);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** host:port of all that was asked for so far. */
    public Set<String> hosts() {
        return Set.copyOf(hosts);
    }

    private void serve() {
        while (true) {
            try {
                Socket accepted = socket.accept();
                Thread.ofVirtual().start(() -> answer(accepted));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket accepted) {
        try (Socket connection = accepted) {
            connection.setSoTimeout(120_000);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            // Several requests may come one after the other, and before the answers.
            for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
                String[] words = head.getFirst().split(" ");
                if (head.stream().noneMatch(line -> line.equalsIgnoreCase("Proxy-Authorization: " + authorization))) {
                    say(
                            out,
                            "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"",
                            new byte[0]);
                } else if (words[0].equals("CONNECT")) {
                    tunnel(connection, in, out, words[1]);
                    return;
                } else {
                    forward(out, words[0], URI.create(words[1]), head);
                }
            }
        } catch (IOException e) {
            // the client has gone, as clients do
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1).strip();
                line.reset();
                if (!text.isEmpty()) {
                    lines.add(text);
                } else if (!lines.isEmpty()) {
                    return lines;
                }
            } else {
                line.write(b);
            }
        }
        return List.of();
    }

    private void forward(OutputStream out, String method, URI url, List<String> head)
            throws IOException, InterruptedException {
        hosts.add(url.getHost() + ":" + (url.getPort() < 0 ? 80 : url.getPort()));
        URI target = ownNames.contains(url.getHost())
                ? URI.create(url.toString().replaceFirst(Pattern.quote(url.getHost()), "127.0.0.1"))
                : url;
        var request = HttpRequest.newBuilder(target)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofMinutes(2));
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(colon, 0)).strip();
            if (colon > 0 && !OWN.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, line.substring(colon + 1).strip());
            }
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var text = new StringBuilder(answer.statusCode() + " From there");
            answer.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value ->
                            text.append("\r\n").append(name).append(": ").append(value));
                }
            });
            say(out, text.toString(), answer.body());
        } catch (IOException e) {
            say(out, "502 Bad Gateway", String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void say(OutputStream out, String statusAndHeaders, byte[] body) throws IOException {
        out.write(("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private void tunnel(Socket near, InputStream in, OutputStream out, String target) throws IOException {
        hosts.add(target);
        int colon = target.lastIndexOf(':');
        try (var far = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
            out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            Thread back = Thread.ofVirtual().start(() -> {
                try {
                    far.getInputStream().transferTo(out);
                    near.shutdownOutput();
                } catch (IOException e) {
                    // one of the two has gone; the other way ends as well
                }
            });
            in.transferTo(far.getOutputStream());
            far.shutdownOutput();
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        client.shutdownNow();
    }
}

package dev.davit.e2e.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on all addresses of this machine that remembers what it is asked for and lets nothing through. */
public final class RecordingProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public RecordingProxy() throws IOException {
        socket = new ServerSocket(0);
        Thread.ofVirtual().name("proxy").start(this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Request line and headers of each request so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (true) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket accepted) {
        try (Socket client = accepted) {
            client.setSoTimeout(10_000);
            var reader = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            var request = new StringBuilder();
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                request.append(line).append('\n');
            }
            requests.add(request.toString());
            client.getOutputStream()
                    .write("HTTP/1.1 503 Not here\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

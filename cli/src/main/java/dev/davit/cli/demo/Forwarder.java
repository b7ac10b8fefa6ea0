package dev.davit.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Carries TCP connections from a port of this machine to the registry. Docker speaks plain HTTP with registries on
 * 127.0.0.0/8 without being told to, so nobody's daemon.json needs a change.
 */
public final class Forwarder implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5000;

    private final ServerSocket listener;
    private final Supplier<InetSocketAddress> target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param target where to; asked for every connection, since healing may move the registry */
    public Forwarder(Supplier<InetSocketAddress> target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("forwarder").start(this::accept);
    }

    /** host:port as it stands in an image's name. */
    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> carry(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void carry(Socket client) {
        try (client;
                Socket registry = new Socket()) {
            open.add(client);
            registry.connect(target.get(), CONNECT_MILLIS);
            open.add(registry);
            Thread back = Thread.ofVirtual().start(() -> pump(registry, client));
            pump(client, registry);
            back.join();
            open.remove(registry);
        } catch (IOException | RuntimeException e) {
            // the client sees its connection end, and says so itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one side is gone: end the other one too
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
        }
    }
}

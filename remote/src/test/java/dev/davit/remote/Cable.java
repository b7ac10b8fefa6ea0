package dev.davit.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network cable between a client and a local server. After it is cut, nothing gets through and nobody is told. */
final class Cable implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    Cable(int serverPort) throws IOException {
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    Socket client = socket.accept();
                    var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                    ends.add(client);
                    ends.add(server);
                    Thread.startVirtualThread(() -> carry(client, server));
                    Thread.startVirtualThread(() -> carry(server, client));
                }
            } catch (IOException closed) {
                // The end of the test.
            }
        });
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!cut) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException closed) {
            // One end has hung up.
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    void cut() {
        cut = true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket end : ends) {
            end.close();
        }
    }
}

package dev.davit.server;

import dev.davit.server.rest.http.Api;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The listening socket: HTTP/1.1, with TLS when there are certificates; a virtual thread for each connection. */
final class HttpFront implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 4096;
    private static final int MAX_PROLOGUE_BYTES = 16 * 1024;
    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private final WebServer server;

    private HttpFront(WebServer server) {
        this.server = server;
    }

    /** @throws StartException when the address cannot be listened on or a certificate is not good */
    static HttpFront start(ServerOptions options, Api api) {
        var builder = WebServer.builder()
                .host(options.bind())
                .port(options.port())
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofSeconds(1))
                .maxTcpConnections(MAX_CONNECTIONS)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(MAX_PROLOGUE_BYTES)
                        .maxHeadersSize(MAX_HEADER_BYTES)
                        .build())
                .routing(routing -> routing.any(api::handle));
        options.tls().ifPresent(files -> builder.tls(tls(files)));
        probe(options);
        WebServer server = builder.build().start();
        if (!server.isRunning()) {
            // Helidon has logged why.
            throw cannotListen(options, "see the log above");
        }
        return new HttpFront(server);
    }

    /** Helidon only logs that a socket cannot be had; trying it first gives the reason. */
    private static void probe(ServerOptions options) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(options.bind(), options.port()));
        } catch (IOException e) {
            throw cannotListen(options, e.getMessage());
        }
    }

    private static StartException cannotListen(ServerOptions options, String reason) {
        return new StartException("Cannot listen on " + options.bind() + " port " + options.port() + ": " + reason
                + ". Is another server running there? Choose another --port or --bind.");
    }

    static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartException("--bind " + bind + " is no address of this machine.", e);
        }
    }

    int port() {
        return server.port();
    }

    private static Tls tls(ServerOptions.TlsFiles files) {
        try {
            Keys keys = Keys.builder()
                    .pem(pem -> pem.key(resource -> resource.path(readable(files.privateKey())))
                            .certChain(resource -> resource.path(readable(files.certificates()))))
                    .build();
            return Tls.builder()
                    .privateKey(keys)
                    .privateKeyCertChain(keys)
                    .enabledProtocols(java.util.List.of("TLSv1.3", "TLSv1.2"))
                    .build();
        } catch (StartException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StartException(
                    "TLS cannot be set up with --tls-cert " + files.certificates() + " and --tls-key "
                            + files.privateKey() + ": " + rootCause(e).getMessage()
                            + ". Both must be PEM, the key unencrypted PKCS#8.",
                    e);
        }
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new StartException("The file " + file + " (--tls-cert, --tls-key) cannot be read.");
        }
        return file;
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void close() {
        server.stop();
    }
}

package dev.davit.server;

import java.util.function.Supplier;

/**
 * The URL in links: what the operator says, else the address listened on, known once the socket is open. Never taken from
 * a request's Host header, which a client can set to anything.
 */
final class PublicUrl implements Supplier<String> {
    private final ServerOptions options;
    private volatile String local = "";

    PublicUrl(ServerOptions options) {
        this.options = options;
        if (options.port() != 0) {
            // Operations that go on at start announce themselves before the socket is open.
            listeningOn(options.port());
        }
    }

    void listeningOn(int port) {
        String host = switch (options.bind()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> options.bind().contains(":") ? "[" + options.bind() + "]" : options.bind();
        };
        local = (options.tls().isPresent() ? "https" : "http") + "://" + host + ":" + port;
    }

    /** The address for this machine. */
    String local() {
        return local;
    }

    @Override
    public String get() {
        return options.publicUrl().orElse(local);
    }
}

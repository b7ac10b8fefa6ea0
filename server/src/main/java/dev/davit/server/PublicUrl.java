package dev.davit.server;

import java.util.function.Supplier;

/**
 * The URL in links: what the operator says, else the address listened on, known once the socket is open. Never taken from
 * a request's Host header, which a client can set to anything.
 */
final class PublicUrl implements Supplier<String> {
    private static final String NOT_FOR_OTHERS =
            " (all addresses; links say %s, which only this machine can follow: set --public-url)";

    private final ServerOptions options;
    private volatile String local = "";
    private volatile String listening = "";

    PublicUrl(ServerOptions options) {
        this.options = options;
        if (options.port() != 0) {
            // Operations that go on at start announce themselves before the socket is open.
            listeningOn(options.port());
        }
    }

    void listeningOn(int port) {
        listening = scheme() + host(options.bind()) + ":" + port;
        String host = switch (options.bind()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host(options.bind());
        };
        local = scheme() + host + ":" + port;
    }

    private String scheme() {
        return options.tls().isPresent() ? "https://" : "http://";
    }

    private static String host(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    /** The address bound to, with all that is to be known of it. */
    String listening() {
        return options.publicUrl()
                .filter(other -> !other.equals(listening))
                .map(other -> listening + " (for clients: " + other + ")")
                .orElseGet(() -> listening + (local.equals(listening) ? "" : NOT_FOR_OTHERS.formatted(local)));
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

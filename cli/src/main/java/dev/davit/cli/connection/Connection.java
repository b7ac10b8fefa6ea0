package dev.davit.cli.connection;

import dev.davit.cli.CliException;
import dev.davit.cli.output.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Finds the server and the user. The server: --server, else DAVIT_SERVER, else the catalogue's endpoint, else the default
 * port here. The user: OS_* variables; without OS_AUTH_URL those of the running demo (cli.properties in ~/.davit, which has
 * the same names), unless a server was named explicitly that is not the demo's.
 */
public final class Connection {
    public static final URI DEFAULT_SERVER = URI.create("http://127.0.0.1:9890");

    private static final String SERVICE_TYPE = "nfv-orchestration";

    private final Http http;
    private final URI server;
    private final Optional<Credentials> credentials;
    private Optional<String> token = Optional.empty();

    private Connection(Http http, Optional<URI> named, Optional<Credentials> credentials) {
        this.http = http;
        this.credentials = credentials;
        Optional<URI> listed = credentials.flatMap(user -> {
            Keystone.Login login = new Keystone(http).login(user);
            token = Optional.of(login.token());
            return login.endpoint(SERVICE_TYPE);
        });
        this.server = withoutSlash(named.or(() -> listed).orElse(DEFAULT_SERVER));
    }

    public static Connection open(ConnectionOptions options, Console console, DavitHome home) {
        Http http = new Http(console.environment());
        Map<String, String> demo = settings(home.clientSettings());
        Optional<URI> named =
                options.server().or(() -> console.variable("DAVIT_SERVER")).map(Connection::uri);
        if (options.noAuth()
                || console.variable("OS_AUTH_TYPE").filter("none"::equals).isPresent()) {
            return new Connection(
                    http, named.or(() -> console.variable("OS_ENDPOINT").map(Connection::uri)), Optional.empty());
        }
        Optional<Credentials> user = Credentials.from(console.environment());
        Optional<URI> demoServer = Optional.ofNullable(demo.get("DAVIT_SERVER")).map(Connection::uri);
        if (user.isEmpty() && (named.isEmpty() || named.equals(demoServer))) {
            return new Connection(http, named.or(() -> demoServer), Credentials.from(demo));
        }
        return new Connection(http, named, user);
    }

    public URI server() {
        return server;
    }

    Http http() {
        return http;
    }

    Optional<String> token() {
        return token;
    }

    /** A new token after the server has refused the one we had. @return whether there is a new one */
    boolean renew() {
        credentials
                .filter(user -> user.token().isEmpty())
                .ifPresent(user ->
                        token = Optional.of(new Keystone(http).login(user).token()));
        return credentials.isPresent() && credentials.get().token().isEmpty();
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null
                    && uri.getScheme().toLowerCase(Locale.ROOT).matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw CliException.usage("'" + text + "' is no URL of a server: " + e.getMessage());
        }
        throw CliException.usage("'" + text + "' is no URL of a server; expected something like " + DEFAULT_SERVER);
    }

    private static URI withoutSlash(URI uri) {
        return URI.create(uri.toString().replaceAll("/+$", ""));
    }

    private static Map<String, String> settings(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | IllegalArgumentException e) {
            throw CliException.usage("Cannot read " + file + ": " + e.getMessage(), "Remove it, or name --server.");
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}

package dev.davit.server.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a PostgreSQL is and who we are there. Never printed with its password.
 *
 * @param jdbcUrl without user and password
 */
public record ConnectionTarget(String jdbcUrl, Optional<String> user, Optional<String> password) {

    /**
     * Reads {@code --database-url}.
     *
     * @throws DatabaseStartException when it is neither a JDBC nor a postgresql URL
     */
    public static ConnectionTarget parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new ConnectionTarget(url, Optional.empty(), Optional.empty());
        }
        if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
            throw new DatabaseStartException("--database-url must be jdbc:postgresql://HOST:PORT/NAME or"
                    + " postgresql://USER:PASSWORD@HOST:PORT/NAME");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The cause would repeat the URL, and with it the password.
            throw new DatabaseStartException("--database-url is no valid URL at character " + e.getIndex()
                    + ": characters such as @ : / # % in a user name or password must be percent-encoded");
        }
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new DatabaseStartException("--database-url must name host and database: postgresql://USER@HOST/NAME");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
        String userInfo = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        return new ConnectionTarget(
                jdbc,
                user.isEmpty() ? Optional.empty() : Optional.of(decode(user)),
                colon < 0 ? Optional.empty() : Optional.of(decode(userInfo.substring(colon + 1))));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Host, port and database only. */
    @Override
    public String toString() {
        int query = jdbcUrl.indexOf('?');
        return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    }
}

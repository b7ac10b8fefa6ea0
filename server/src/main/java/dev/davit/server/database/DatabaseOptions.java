package dev.davit.server.database;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which database to use.
 *
 * @param dataDir the server's data directory; holds the embedded PostgreSQL and the lock that keeps a second server away
 * @param url an external PostgreSQL ({@code jdbc:postgresql://...} or {@code postgresql://user:password@host:port/name});
 *     empty means the embedded one
 * @param binariesDir where the embedded PostgreSQL's binaries are unpacked, one folder per version
 * @param maxConnections upper limit of the connection pool
 */
public record DatabaseOptions(Path dataDir, Optional<String> url, Path binariesDir, int maxConnections) {

    /** Connections that one server process needs at most; PostgreSQL's memory grows with each. */
    public static final int DEFAULT_CONNECTIONS = 10;

    public DatabaseOptions {
        dataDir = dataDir.toAbsolutePath().normalize();
        if (maxConnections < 2) {
            throw new IllegalArgumentException("a server needs at least 2 database connections");
        }
    }

    public static DatabaseOptions embedded(Path dataDir) {
        return of(dataDir, Optional.empty());
    }

    public static DatabaseOptions of(Path dataDir, Optional<String> url) {
        return new DatabaseOptions(dataDir, url, dataDir.resolve("postgresql"), DEFAULT_CONNECTIONS);
    }

    public DatabaseOptions withBinariesDir(Path folder) {
        return new DatabaseOptions(dataDir, url, folder, maxConnections);
    }
}

package dev.davit.server;

import dev.davit.server.packages.PackageLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to run a server.
 *
 * @param bind address to listen on
 * @param port to listen on; 0 means any free one
 * @param dataDir holds packages, the embedded database and the key
 * @param databaseUrl an external PostgreSQL; empty means the embedded one
 * @param keystoneUrl checks tokens; empty means no authentication, on a loopback address only
 * @param publicUrl in links; empty means the address listened on
 * @param tls the server speaks HTTPS when present
 * @param maxRequestBytes longest body of a JSON request
 * @param pageSize entries of a list's page
 * @param eventRetention how long after its end the events of an operation are kept; empty means for ever
 * @param vmWait how long a new VM may take until a management driver can log in
 */
public record ServerOptions(
        String bind,
        int port,
        Path dataDir,
        Optional<String> databaseUrl,
        Optional<String> keystoneUrl,
        Optional<String> publicUrl,
        Optional<TlsFiles> tls,
        long maxRequestBytes,
        PackageLimits packageLimits,
        int pageSize,
        Optional<Duration> eventRetention,
        Duration vmWait) {

    public static final String DEFAULT_BIND = "127.0.0.1";
    public static final int DEFAULT_PORT = 9890;
    public static final String DEFAULT_KEYSTONE = "http://127.0.0.1:5000/identity/v3";
    /** 1 MiB. */
    public static final long DEFAULT_MAX_REQUEST_BYTES = 1 << 20;

    public static final int DEFAULT_PAGE_SIZE = 100;
    public static final int DEFAULT_EVENT_RETENTION_DAYS = 30;
    public static final int DEFAULT_VM_WAIT_SECONDS = 600;

    /** PEM files. @param certificates the server's certificate first, then those that lead to the authority */
    public record TlsFiles(Path certificates, Path privateKey) {}

    /** On any free loopback port, without authentication: for tests and for local use. */
    public static ServerOptions local(Path dataDir) {
        return new ServerOptions(
                DEFAULT_BIND,
                0,
                dataDir,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_MAX_REQUEST_BYTES,
                PackageLimits.DEFAULT,
                DEFAULT_PAGE_SIZE,
                Optional.of(Duration.ofDays(DEFAULT_EVENT_RETENTION_DAYS)),
                Duration.ofSeconds(DEFAULT_VM_WAIT_SECONDS));
    }

    public ServerOptions withKeystone(String url) {
        return new ServerOptions(
                bind,
                port,
                dataDir,
                databaseUrl,
                Optional.of(url),
                publicUrl,
                tls,
                maxRequestBytes,
                packageLimits,
                pageSize,
                eventRetention,
                vmWait);
    }

    public ServerOptions withDatabaseUrl(String url) {
        return new ServerOptions(
                bind,
                port,
                dataDir,
                Optional.of(url),
                keystoneUrl,
                publicUrl,
                tls,
                maxRequestBytes,
                packageLimits,
                pageSize,
                eventRetention,
                vmWait);
    }

    public ServerOptions withPackageLimits(PackageLimits limits) {
        return new ServerOptions(
                bind,
                port,
                dataDir,
                databaseUrl,
                keystoneUrl,
                publicUrl,
                tls,
                maxRequestBytes,
                limits,
                pageSize,
                eventRetention,
                vmWait);
    }

    public ServerOptions withPageSize(int entries) {
        return new ServerOptions(
                bind,
                port,
                dataDir,
                databaseUrl,
                keystoneUrl,
                publicUrl,
                tls,
                maxRequestBytes,
                packageLimits,
                entries,
                eventRetention,
                vmWait);
    }

    public ServerOptions withTls(TlsFiles files) {
        return new ServerOptions(
                bind,
                port,
                dataDir,
                databaseUrl,
                keystoneUrl,
                publicUrl,
                Optional.of(files),
                maxRequestBytes,
                packageLimits,
                pageSize,
                eventRetention,
                vmWait);
    }
}

package dev.davit.server;

import dev.davit.server.packages.PackageLimits;
import dev.davit.vnfpackage.signature.Certificates;
import dev.davit.vnfpackage.signature.SignaturePolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code davit server}. */
final class CommandLineOptions {
    // Shown in the help; SettingsSource reads it itself, for it holds the defaults of the others.
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--config", paramLabel = "FILE", description = "Properties file with options.")
    private Path config;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = ServerOptions.DEFAULT_BIND,
            description = "Address to listen on (default ${DEFAULT-VALUE}).")
    private String bind;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + ServerOptions.DEFAULT_PORT,
            description = "Port to listen on, 0 for any free one (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How clients reach the server; used in links (default: the address listened on).")
    private Optional<String> publicUrl;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Packages, embedded database and key (default ~/.davit/server; DAVIT_HOME stands for ~/.davit).")
    private Optional<Path> dataDir;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "An external PostgreSQL, postgresql://user:password@host:port/name. Give it by environment or file: a command line is seen by all users.")
    private Optional<String> databaseUrl;

    @Option(
            names = "--keystone-url",
            paramLabel = "URL",
            defaultValue = ServerOptions.DEFAULT_KEYSTONE,
            description = "Keystone that knows the tokens (default ${DEFAULT-VALUE}).")
    private String keystoneUrl;

    @Option(names = "--no-auth", description = "Ask for no token. Only with a loopback address.")
    private boolean noAuth;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate chain, PEM: speak HTTPS.")
    private Optional<Path> tlsCert;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Private key for --tls-cert, PEM (PKCS#8, unencrypted).")
    private Optional<Path> tlsKey;

    @Option(
            names = "--max-request-bytes",
            paramLabel = "N",
            defaultValue = "" + ServerOptions.DEFAULT_MAX_REQUEST_BYTES,
            description = "Longest JSON request (default ${DEFAULT-VALUE}).")
    private long maxRequestBytes;

    @Option(
            names = "--max-package-bytes",
            paramLabel = "N",
            defaultValue = "68719476736",
            description = "Longest VNF package (default ${DEFAULT-VALUE}).")
    private long maxPackageBytes;

    @Option(names = "--allow-loopback-downloads", description = "Let upload_from_uri fetch from this machine.")
    private boolean loopbackDownloads;

    @Option(
            names = "--trusted-certificates",
            paramLabel = "DIR",
            description =
                    "Certificates (PEM or DER) of those whose signatures of VNF packages are trusted (default: anybody's).")
    private Optional<Path> trustedCertificates;

    @Option(names = "--require-signed-packages", description = "Refuse VNF packages without signature.")
    private boolean requireSignedPackages;

    @Option(
            names = "--page-size",
            paramLabel = "N",
            defaultValue = "" + ServerOptions.DEFAULT_PAGE_SIZE,
            description = "Entries of a list's page (default ${DEFAULT-VALUE}).")
    private int pageSize;

    @Option(
            names = "--event-retention-days",
            paramLabel = "DAYS",
            defaultValue = "" + ServerOptions.DEFAULT_EVENT_RETENTION_DAYS,
            description =
                    "How long after its end the commands and output of an operation are kept, 0 for ever (default ${DEFAULT-VALUE}).")
    private int eventRetentionDays;

    @Option(
            names = "--vm-wait-seconds",
            paramLabel = "SECONDS",
            defaultValue = "" + ServerOptions.DEFAULT_VM_WAIT_SECONDS,
            description =
                    "How long a new VM may take until a management driver can log in over SSH (default ${DEFAULT-VALUE}).")
    private int vmWaitSeconds;

    /** @throws StartException when options contradict each other or a value is out of bounds */
    ServerOptions toServerOptions() {
        check(port >= 0 && port <= 65535, "--port must be 0 to 65535");
        check(maxRequestBytes >= 1024 && maxRequestBytes <= 1 << 30, "--max-request-bytes must be 1024 to 1073741824");
        check(maxPackageBytes >= 1, "--max-package-bytes must be at least 1");
        check(pageSize >= 1 && pageSize <= 10_000, "--page-size must be 1 to 10000");
        check(eventRetentionDays >= 0 && eventRetentionDays <= 36_500, "--event-retention-days must be 0 to 36500");
        check(vmWaitSeconds >= 1 && vmWaitSeconds <= 86_400, "--vm-wait-seconds must be 1 to 86400");
        check(tlsCert.isPresent() == tlsKey.isPresent(), "--tls-cert and --tls-key belong together");
        trustedCertificates.ifPresent(CommandLineOptions::checkCertificates);
        publicUrl.ifPresent(url -> checkUrl("--public-url", url));
        checkUrl("--keystone-url", keystoneUrl);
        return new ServerOptions(
                bind,
                port,
                dataDir.orElseGet(CommandLineOptions::defaultDataDir),
                databaseUrl,
                noAuth ? Optional.empty() : Optional.of(keystoneUrl),
                publicUrl.map(url -> url.replaceAll("/+$", "")),
                tlsCert.map(cert -> new ServerOptions.TlsFiles(cert, tlsKey.orElseThrow())),
                maxRequestBytes,
                new PackageLimits(
                        maxPackageBytes,
                        loopbackDownloads,
                        new SignaturePolicy(trustedCertificates, requireSignedPackages)),
                pageSize,
                Optional.of(Duration.ofDays(eventRetentionDays)).filter(Duration::isPositive),
                Duration.ofSeconds(vmWaitSeconds));
    }

    private static Path defaultDataDir() {
        return Optional.ofNullable(System.getenv("DAVIT_HOME"))
                .filter(home -> !home.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".davit"))
                .resolve("server");
    }

    private static void check(boolean good, String message) {
        if (!good) {
            throw new StartException(message + ".");
        }
    }

    private static void checkCertificates(Path folder) {
        try {
            check(
                    !Certificates.inFolder(folder).isEmpty(),
                    "--trusted-certificates: there is no certificate in the folder " + folder);
        } catch (IOException e) {
            throw new StartException("--trusted-certificates cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static void checkUrl(String option, String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            check(
                    http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null,
                    option + " must be a URL such as http://host:port/path");
        } catch (IllegalArgumentException e) {
            throw new StartException(option + " is not a URL.", e);
        }
    }
}

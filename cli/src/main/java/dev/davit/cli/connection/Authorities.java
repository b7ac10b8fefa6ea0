package dev.davit.cli.connection;

import dev.davit.cli.CliException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates of servers are trusted. */
public final class Authorities {
    /** As OpenStack's clients have it: a PEM file of the authorities that are trusted, and no others. */
    static final String VARIABLE = "OS_CACERT";

    private Authorities() {}

    /** @return empty when the environment names none: then it is the JDK's authorities that are trusted */
    static Optional<SSLContext> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(file -> !file.isBlank())
                .map(Authorities::ofFile);
    }

    private static SSLContext ofFile(String file) {
        try {
            return trusting(Files.readAllBytes(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw CliException.usage(VARIABLE + ": there is no file " + file + ".");
        } catch (GeneralSecurityException | IOException e) {
            throw CliException.usage(
                    VARIABLE + ": " + file + " has no certificates: " + e.getMessage(),
                    "It must be a PEM file with the authority's certificate.");
        }
    }

    /** @param certificates one or more, PEM or DER; nobody else is trusted */
    public static SSLContext trusting(byte[] certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int n = 0;
        for (var certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(certificates))) {
            store.setCertificateEntry("ca" + n++, certificate);
        }
        if (n == 0) {
            throw new CertificateException("it is empty");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

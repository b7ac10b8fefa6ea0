package dev.davit.vnfpackage.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads X.509 certificates, PEM (any number in a file) or DER. */
public final class Certificates {
    private static final int LARGEST = 1 << 20;

    private Certificates() {}

    /** @throws CertificateException when there is none or one is damaged */
    static List<X509Certificate> of(byte[] bytes) throws CertificateException {
        var certificates = new ArrayList<X509Certificate>();
        for (var certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
            certificates.add((X509Certificate) certificate);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("there is no certificate in it");
        }
        return certificates;
    }

    /**
     * The certificates in the files of a folder; hidden files and subfolders are left out.
     *
     * @throws IOException naming the file that is no certificate
     */
    public static List<X509Certificate> inFolder(Path folder) throws IOException {
        var certificates = new ArrayList<X509Certificate>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")) {
                    certificates.addAll(in(file));
                }
            }
        }
        return certificates;
    }

    static List<X509Certificate> in(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too large for a file of certificates");
        }
        try {
            return of(Files.readAllBytes(file));
        } catch (CertificateException e) {
            throw new IOException(file + " is no certificate (PEM or DER): " + e.getMessage(), e);
        }
    }
}

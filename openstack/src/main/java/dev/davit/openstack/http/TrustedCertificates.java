package dev.davit.openstack.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom a VIM's TLS connections trust. The choice is made per VIM and touches no other connection of the process. */
public sealed interface TrustedCertificates {

    /** The certificate authorities that the Java runtime knows. */
    record Default() implements TrustedCertificates {}

    /** Only these certificate authorities. @param pem one or more certificates */
    record Authority(String pem) implements TrustedCertificates {}

    /** Anybody; host names are not checked either. */
    record Everyone() implements TrustedCertificates {}

    /** Empty when the default of the runtime is right. @throws GeneralSecurityException when the PEM text is no certificate */
    default Optional<SSLContext> context() throws GeneralSecurityException {
        return switch (this) {
            case Default ignored -> Optional.empty();
            case Authority(var pem) -> Optional.of(context(authority(pem)));
            case Everyone ignored -> Optional.of(context(new TrustManager[] {new NoCheck()}));
        };
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers, new SecureRandom());
        return context;
    }

    private static TrustManager[] authority(String pem) throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var bytes = new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.US_ASCII));
            int count = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
                store.setCertificateEntry("ca" + count++, certificate);
            }
            if (count == 0) {
                throw new GeneralSecurityException("no certificate found");
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException e) {
            throw new GeneralSecurityException("no PEM certificate", e);
        }
    }

    /** The extended class, since for a plain X509TrustManager the runtime would check host names itself. */
    final class NoCheck extends X509ExtendedTrustManager {
        private NoCheck() {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

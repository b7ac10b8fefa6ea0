package dev.davit.vnfpackage.signature;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose signatures count: a certificate path (RFC 5280) must lead from the signer to one of the anchors. Revocation is not looked up. */
record Trust(List<X509Certificate> anchors) {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    /** Why the signer is not trusted; empty when it is. @param others further certificates that may be on the path */
    Optional<String> whyNot(X509Certificate signer, List<X509Certificate> others) {
        boolean[] usage = signer.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            return Optional.of("it is not made for signing (key usage)");
        }
        try {
            signer.checkValidity();
            if (!anchors.contains(signer)) {
                build(signer, others);
            }
            return Optional.empty();
        } catch (CertPathBuilderException e) {
            return Optional.of("no trusted certificate leads to it (" + reason(e) + ")");
        } catch (GeneralSecurityException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void build(X509Certificate signer, List<X509Certificate> others) throws GeneralSecurityException {
        if (anchors.isEmpty()) {
            throw new CertPathBuilderException("the folder of trusted certificates is empty");
        }
        var target = new X509CertSelector();
        target.setCertificate(signer);
        Set<TrustAnchor> roots = new HashSet<>();
        anchors.forEach(anchor -> roots.add(new TrustAnchor(anchor, null)));
        var parameters = new PKIXBuilderParameters(roots, target);
        parameters.setRevocationEnabled(false);
        var available = new HashSet<>(others);
        available.add(signer);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(available)));
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    private static String reason(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage());
    }
}

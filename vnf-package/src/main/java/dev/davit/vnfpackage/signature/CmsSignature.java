package dev.davit.vnfpackage.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.Store;

/** Checks a detached CMS signature (RFC 5652 SignedData) while its content streams by; content of any length needs little memory. */
final class CmsSignature {
    private static final int BUFFER = 256 << 10;
    /** Digests that nobody can forge collisions for: SHA-2 and SHA-3. */
    private static final Set<String> DIGESTS = Set.of(
            "2.16.840.1.101.3.4.2.1",
            "2.16.840.1.101.3.4.2.2",
            "2.16.840.1.101.3.4.2.3",
            "2.16.840.1.101.3.4.2.4",
            "2.16.840.1.101.3.4.2.8",
            "2.16.840.1.101.3.4.2.9",
            "2.16.840.1.101.3.4.2.10",
            // SHAKE256, with Ed448
            "2.16.840.1.101.3.4.2.12");

    private CmsSignature() {}

    /** Who signed, and the other certificates that came with the signature. */
    record Signed(List<X509Certificate> signers, List<X509Certificate> certificates) {}

    /** Says what is wrong with a signature. */
    static final class WrongException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongException(String message) {
            super(message);
        }

        WrongException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads the content to its end and checks every signer.
     *
     * @param der the signature
     * @param more certificates that lie beside the signature
     * @param copy where the content goes; what was written there counts only when this returns
     */
    static Signed check(byte[] der, List<X509Certificate> more, InputStream content, OutputStream copy)
            throws WrongException, IOException {
        try {
            var parser = new CMSSignedDataParser(
                    new JcaDigestCalculatorProviderBuilder().build(), new CMSTypedStream(content), der);
            InputStream hashing = parser.getSignedContent().getContentStream();
            byte[] buffer = new byte[BUFFER];
            for (int got = hashing.read(buffer); got >= 0; got = hashing.read(buffer)) {
                copy.write(buffer, 0, got);
            }
            return signers(parser, more);
        } catch (CMSException | OperatorCreationException | IllegalArgumentException | ClassCastException e) {
            throw new WrongException("it is no CMS signature that can be read: " + e.getMessage(), e);
        }
    }

    private static Signed signers(CMSSignedDataParser parser, List<X509Certificate> more)
            throws CMSException, IOException, WrongException {
        var known = new ArrayList<>(more);
        // Order matters: the certificates stand before the signers in the signature.
        Store<X509CertificateHolder> inside = parser.getCertificates();
        Collection<SignerInformation> infos = parser.getSignerInfos().getSigners();
        try {
            for (X509CertificateHolder holder : inside.getMatches(null)) {
                known.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        } catch (GeneralSecurityException e) {
            throw new WrongException("a certificate in it cannot be read: " + e.getMessage(), e);
        }
        if (infos.isEmpty()) {
            throw new WrongException("nobody has signed it");
        }
        var signers = new ArrayList<X509Certificate>();
        for (SignerInformation info : infos) {
            signers.add(verified(info, known));
        }
        return new Signed(signers, known);
    }

    @SuppressWarnings("unchecked")
    private static X509Certificate verified(SignerInformation info, List<X509Certificate> known)
            throws WrongException, IOException {
        X509Certificate signer = null;
        for (X509Certificate certificate : known) {
            try {
                if (info.getSID().match(new X509CertificateHolder(certificate.getEncoded()))) {
                    signer = certificate;
                }
            } catch (GeneralSecurityException e) {
                throw new WrongException("a certificate cannot be read: " + e.getMessage(), e);
            }
        }
        if (signer == null) {
            throw new WrongException(
                    "the signer's certificate (" + info.getSID().getIssuer() + ", serial number "
                            + info.getSID().getSerialNumber() + ") is neither in it nor beside it");
        }
        if (!DIGESTS.contains(info.getDigestAlgOID())) {
            throw new WrongException("its digest algorithm " + info.getDigestAlgOID()
                    + " is not accepted; sign with SHA-256 or a longer one");
        }
        try {
            var verifier = new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(signer.getPublicKey());
            if (info.verify(verifier)) {
                return signer;
            }
            throw new WrongException("it does not match the content, which was changed or is not what "
                    + signer.getSubjectX500Principal() + " signed");
        } catch (CMSException | OperatorCreationException e) {
            throw new WrongException(
                    "it does not match the content signed by " + signer.getSubjectX500Principal() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}

package dev.davit.vnfpackage.signature;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** The private key of a package's signer: RSA, EC, Ed25519 or Ed448, in a PEM file without password. */
final class SigningKey {
    private static final int P256_BITS = 256;

    private SigningKey() {}

    static PrivateKey read(Path file, X509Certificate certificate, Path certificateFile) throws IOException {
        PrivateKey key;
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
                PEMParser parser = new PEMParser(text)) {
            var converter = new JcaPEMKeyConverter().setProvider(new BouncyCastleProvider());
            Object found = parser.readObject();
            while (found != null && !(found instanceof PEMKeyPair) && !(found instanceof PrivateKeyInfo)) {
                // An EC key has its curve's parameters before it.
                found = parser.readObject();
            }
            key = switch (found) {
                case PEMKeyPair pair -> converter.getKeyPair(pair).getPrivate();
                case PrivateKeyInfo info -> converter.getPrivateKey(info);
                case null, default ->
                    throw new IOException(file + " holds no private key in PEM form without password"
                            + " (openssl pkey -in KEY -out KEY.pem)");
            };
        }
        if (!belong(key, certificate)) {
            throw new IOException("the key of " + file + " is not that of the first certificate in " + certificateFile);
        }
        return key;
    }

    static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" ->
                key instanceof ECPrivateKey ec && ec.getParams().getOrder().bitLength() > P256_BITS
                        ? "SHA512withECDSA"
                        : "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    private static boolean belong(PrivateKey key, X509Certificate certificate) throws IOException {
        try {
            byte[] text = {1};
            var signature = Signature.getInstance(algorithm(key), new BouncyCastleProvider());
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (java.security.InvalidKeyException | java.security.SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IOException("keys of the kind " + key.getAlgorithm() + " cannot sign packages", e);
        }
    }
}

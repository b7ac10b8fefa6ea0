package dev.davit.vnfpackage.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** A CMS signature as it lies in a file: DER, or PEM as openssl writes it. */
final class SignatureFile {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (CMS|PKCS7|PKCS #7 SIGNED DATA)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private SignatureFile() {}

    /** @throws CmsSignature.WrongException when it is neither */
    static byte[] der(byte[] file) throws CmsSignature.WrongException {
        if (file.length > 0 && file[0] == 0x30) {
            return file;
        }
        String text = new String(file, StandardCharsets.ISO_8859_1).strip();
        var pem = PEM.matcher(text);
        if (pem.matches()) {
            try {
                return Base64.getMimeDecoder().decode(pem.group(2));
            } catch (IllegalArgumentException e) {
                throw new CmsSignature.WrongException("its Base64 text is damaged", e);
            }
        }
        throw new CmsSignature.WrongException(
                text.startsWith("MIME-Version")
                        ? "it is an S/MIME message; sign with 'openssl cms -sign -binary -outform DER' (or PEM)"
                        : "it is no CMS signature in DER or PEM form");
    }
}

package dev.davit.vnfpackage.signature;

import dev.davit.vnfpackage.csar.PackagePath;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableFile;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Signs CSARs (SOL004 v2.6.1 clause 5.1, option 2). @param chain the signer's certificate first, then those that lead to its authority */
public record PackageSigner(PrivateKey key, List<X509Certificate> chain) {
    private static final int BUFFER = 256 << 10;

    public PackageSigner {
        chain = List.copyOf(chain);
    }

    /** @throws IOException when a file cannot be read, or key and certificate do not belong together */
    public static PackageSigner of(Path keyFile, Path certificateFile) throws IOException {
        var chain = Certificates.in(certificateFile);
        return new PackageSigner(SigningKey.read(keyFile, chain.getFirst(), certificateFile), chain);
    }

    /** Writes the zip of a CSAR, its signature and the certificates, which all get this name. */
    public void sign(Path csar, String name, Path zip) throws IOException {
        byte[] signature = signature(csar.toFile());
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            // The CSAR is compressed inside.
            archive.setLevel(0);
            archive.putNextEntry(new ZipEntry(new PackagePath(name + ".csar").value()));
            try (var in = Files.newInputStream(csar)) {
                byte[] buffer = new byte[BUFFER];
                for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                    archive.write(buffer, 0, got);
                }
            }
            archive.closeEntry();
            archive.putNextEntry(new ZipEntry(name + ".cms"));
            archive.write(signature);
            archive.closeEntry();
            archive.putNextEntry(new ZipEntry(name + ".cert"));
            archive.write(certificates());
            archive.closeEntry();
        }
    }

    private byte[] signature(File csar) throws IOException {
        try {
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(SigningKey.algorithm(key), key, chain.getFirst()));
            generator.addCertificates(new JcaCertStore(chain));
            byte[] der = generator.generate(new CMSProcessableFile(csar), false).getEncoded();
            return pem(List.of(new PemObject("CMS", der)));
        } catch (CMSException | OperatorCreationException | CertificateEncodingException e) {
            throw new IOException("the package cannot be signed: " + e.getMessage(), e);
        }
    }

    private byte[] certificates() throws IOException {
        try {
            var objects = new ArrayList<PemObject>();
            for (X509Certificate certificate : chain) {
                objects.add(new PemObject("CERTIFICATE", certificate.getEncoded()));
            }
            return pem(objects);
        } catch (CertificateEncodingException e) {
            throw new IOException("a certificate cannot be written: " + e.getMessage(), e);
        }
    }

    private static byte[] pem(List<PemObject> objects) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            for (PemObject object : objects) {
                writer.writeObject(object);
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}

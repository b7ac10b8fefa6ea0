package dev.davit.vnfpackage.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys, certificates and signatures as people make them: with openssl. */
final class OpenSsl {
    private final Path folder;

    OpenSsl(Path folder) {
        this.folder = folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** NAME.key and NAME.pem, signed by itself. */
    void authority(String name) throws IOException, InterruptedException {
        run(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/O=Test/CN=" + name,
                "-days",
                "2",
                "-keyout",
                name + ".key",
                "-out",
                name + ".pem",
                "-addext",
                "keyUsage=critical,keyCertSign,digitalSignature");
    }

    /** NAME.key and NAME.pem. @param kind as openssl genpkey has it, e.g. rsa:2048 */
    void signer(String name, String authority, String kind, String extensions)
            throws IOException, InterruptedException {
        var request = new ArrayList<>(List.of("req", "-newkey", kind));
        if (kind.equals("ec")) {
            request.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-384"));
        }
        request.addAll(
                List.of("-nodes", "-subj", "/O=Test/CN=" + name, "-keyout", name + ".key", "-out", name + ".csr"));
        run(request.toArray(String[]::new));
        Files.writeString(file(name + ".ext"), extensions);
        run(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                authority + ".pem",
                "-CAkey",
                authority + ".key",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                name + ".ext",
                "-out",
                name + ".pem");
    }

    /** A signature of the file. */
    byte[] sign(Path content, String signer, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "cms",
                "-sign",
                "-binary",
                "-in",
                content.toString(),
                "-signer",
                signer + ".pem",
                "-inkey",
                signer + ".key",
                "-out",
                "signature"));
        command.addAll(List.of(more));
        run(command.toArray(String[]::new));
        return Files.readAllBytes(file("signature"));
    }

    /** What openssl prints. It must succeed. */
    String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + "\n" + printed)
                .isZero();
        return printed;
    }
}

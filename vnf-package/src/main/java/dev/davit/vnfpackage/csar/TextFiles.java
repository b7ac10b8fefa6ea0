package dev.davit.vnfpackage.csar;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the small files of a package into memory. */
public final class TextFiles {
    private TextFiles() {}

    /** @throws InvalidPackageException when the file is larger than {@code limit} bytes or damaged */
    public static byte[] bytes(Csar csar, PackagePath path, int limit) throws IOException, InvalidPackageException {
        if (csar.size(path) > limit) {
            throw problem(path, "the file has " + csar.size(path) + " bytes; at most " + limit + " are allowed");
        }
        try (InputStream in = csar.open(path)) {
            return in.readAllBytes();
        } catch (DamagedFileException e) {
            throw problem(path, e.reason());
        }
    }

    /** @throws InvalidPackageException also when it is not UTF-8 */
    public static String text(Csar csar, PackagePath path, int limit) throws IOException, InvalidPackageException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(csar, path, limit)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problem(path, "the file is not UTF-8 text");
        }
    }

    private static InvalidPackageException problem(PackagePath path, String message) {
        return new InvalidPackageException(PackageProblem.of(path.value(), message));
    }
}

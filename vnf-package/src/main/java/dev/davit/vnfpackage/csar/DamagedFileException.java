package dev.davit.vnfpackage.csar;

import java.io.IOException;

/** A file of a package whose content is not what the zip says: wrong length, wrong CRC-32, or data that cannot be inflated. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String path;

    public DamagedFileException(PackagePath path, String message, Throwable cause) {
        super(path + ": " + message, cause);
        this.path = path.value();
    }

    public PackagePath path() {
        return new PackagePath(path);
    }

    /** The message without the path. */
    public String reason() {
        return getMessage().substring(path.length() + 2);
    }
}

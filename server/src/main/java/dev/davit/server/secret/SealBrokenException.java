package dev.davit.server.secret;

/** A sealed value that does not open. Says nothing about its content. */
public final class SealBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealBrokenException(String message) {
        super(message);
    }
}

package dev.davit.lab.json;

/** A request body that is not JSON, or too much of it. */
public final class InvalidJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean tooLarge;

    public InvalidJsonException(String message, boolean tooLarge) {
        super(message);
        this.tooLarge = tooLarge;
    }

    public boolean tooLarge() {
        return tooLarge;
    }
}

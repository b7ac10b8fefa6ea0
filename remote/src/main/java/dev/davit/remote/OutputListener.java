package dev.davit.remote;

/** Follows a command's output while it runs. Called by one thread per stream, side by side. */
@FunctionalInterface
public interface OutputListener {

    /** For commands whose output nobody follows. */
    OutputListener NONE = (stream, line) -> {};

    enum Stream {
        STDOUT,
        STDERR
    }

    /** @param line without its end, redacted, cut into pieces of at most 4096 characters, without control characters */
    void line(Stream stream, String line);
}

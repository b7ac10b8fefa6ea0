package dev.davit.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Cuts a stream of bytes into lines of text. A carriage return ends a line too, as progress bars use it. */
final class Lines {
    static final int MAX_LINE = 4096;

    /** Terminal control sequences (ECMA-48) and all other control characters but the tab. */
    private static final Pattern CONTROL = Pattern.compile("\\x1B\\[[0-?]*[ -/]*[@-~]|[\\p{Cntrl}&&[^\\t]]");

    private final Consumer<String> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Consumer<String> sink) {
        this.sink = sink;
    }

    void add(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                flush();
            } else {
                // A piece ends before a byte that starts a character, never within one.
                if (line.size() >= MAX_LINE && (bytes[i] & 0xC0) != 0x80 || line.size() >= MAX_LINE + 8) {
                    flush();
                }
                line.write(bytes[i]);
            }
        }
    }

    /** A line that is whole already. */
    void add(String wholeLine) {
        byte[] bytes = (wholeLine + "\n").getBytes(StandardCharsets.UTF_8);
        add(bytes, 0, bytes.length);
    }

    /** Passes on what has no line end yet. */
    void flush() {
        if (line.size() > 0) {
            String text = CONTROL.matcher(line.toString(StandardCharsets.UTF_8)).replaceAll("");
            line.reset();
            if (!text.isBlank()) {
                sink.accept(text);
            }
        }
    }
}

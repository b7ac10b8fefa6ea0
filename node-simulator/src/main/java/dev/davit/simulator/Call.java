package dev.davit.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * A command that runs on a node.
 *
 * @param words the program and its arguments
 */
record Call(List<String> words, Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {

    String program() {
        return words.getFirst();
    }

    /** The argument at this place, or the empty text. */
    String argument(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /** What stands behind an option, or the empty text. */
    String option(String name) {
        int at = words.indexOf(name);
        return at < 0 ? "" : argument(at + 1);
    }

    Call of(List<String> others, Map<String, String> newEnvironment) {
        return new Call(others, newEnvironment, in, out, err);
    }

    byte[] input() throws IOException {
        return in.readAllBytes();
    }

    int fail(String message) {
        err.println(message);
        return 1;
    }
}

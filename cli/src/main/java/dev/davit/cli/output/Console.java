package dev.davit.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where a command reads and writes.
 *
 * @param in for parameter files given as {@code -}
 * @param live whether lines may be drawn again: both ends are a terminal that knows how
 * @param width columns of the terminal
 */
public record Console(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Style style,
        boolean live,
        int width,
        Map<String, String> environment) {

    private static final int WIDTH_UNKNOWN = 100;

    public Console {
        environment = Map.copyOf(environment);
    }

    /** The process's own streams and environment. */
    public static Console system() {
        Map<String, String> environment = System.getenv();
        boolean terminal = System.console() != null && System.console().isTerminal();
        boolean dumb = "dumb".equals(environment.get("TERM")) || !environment.containsKey("TERM");
        boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        Charset charset = Charset.forName(System.getProperty("stdout.encoding", "US-ASCII"), StandardCharsets.US_ASCII);
        Style style =
                new Style(terminal && !dumb && !noColour, charset.newEncoder().canEncode('✓'));
        return new Console(
                System.in,
                writer(System.out, charset),
                writer(System.err, charset),
                style,
                terminal && !dumb,
                terminal ? terminalWidth().orElse(WIDTH_UNKNOWN) : WIDTH_UNKNOWN,
                environment);
    }

    /** The same console with other variables in the environment. */
    public Console with(Map<String, String> variables) {
        return new Console(in, out, err, style, live, width, variables);
    }

    public void println(String line) {
        out.println(line);
        out.flush();
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static PrintWriter writer(PrintStream stream, Charset charset) {
        return new PrintWriter(stream, true, charset);
    }

    /** The JDK does not know it; stty does, from the terminal that it inherits. */
    private static Optional<Integer> terminalWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
            if (!ended || !size.matches("\\d+ \\d+")) {
                return Optional.empty();
            }
            return Optional.of(Integer.parseInt(size.substring(size.indexOf(' ') + 1)))
                    .filter(width -> width >= 20);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

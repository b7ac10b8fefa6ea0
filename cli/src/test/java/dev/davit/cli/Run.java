package dev.davit.cli;

import dev.davit.cli.output.Console;
import dev.davit.cli.output.Style;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One call of {@code davit}: exit status and what it printed. */
record Run(int status, String out, String err) {

    /** Without login and without a terminal. */
    static Run davit(FakeServer server, String... arguments) {
        return davit(Map.of("DAVIT_SERVER", server.uri().toString(), "OS_AUTH_TYPE", "none"), "", arguments);
    }

    static Run davit(Map<String, String> environment, String input, String... arguments) {
        Map<String, String> all = new HashMap<>(
                Map.of("DAVIT_HOME", Path.of("target", "no-davit-home").toString()));
        all.putAll(environment);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new Style(false, true),
                false,
                100,
                all);
        int status = Main.run(console, arguments);
        return new Run(status, out.toString(), err.toString());
    }
}

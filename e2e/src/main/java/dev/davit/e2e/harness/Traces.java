package dev.davit.e2e.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Places on this machine where something could show that should not. */
public final class Traces {
    private Traces() {}

    /** The command lines of all processes, those inside the lab's machines included. */
    public static List<String> commandLines() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(p -> p.getFileName().toString().matches("\\d+"))
                    .map(p -> {
                        try {
                            return Files.readString(p.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                        } catch (IOException e) {
                            return ""; // it has ended
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Every row of every table of a site's embedded database, as text. */
    public static List<String> database(Site site) throws IOException, SQLException {
        Matcher url = Pattern.compile("jdbc:postgresql://\\S+/davit").matcher(site.serverOutput());
        if (!url.find()) {
            throw new AssertionError("no database named in the server's log");
        }
        String password = Files.readString(site.serverData().resolve("postgresql/password"))
                .strip();
        var rows = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url.group(), "davit", password);
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var result = statement.executeQuery(
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
                while (result.next()) {
                    tables.add(result.getString(1));
                }
            }
            for (String table : tables) {
                try (var result = statement.executeQuery("SELECT t::text FROM \"" + table + "\" t")) {
                    while (result.next()) {
                        rows.add(table + ": " + result.getString(1));
                    }
                }
            }
        }
        return rows;
    }
}

package dev.davit.cli;

import dev.davit.cli.connection.Connection;
import dev.davit.cli.connection.ConnectionOptions;
import dev.davit.cli.connection.DavitApi;
import dev.davit.cli.connection.DavitHome;
import dev.davit.cli.output.Console;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.Style;
import dev.davit.cli.output.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every command needs: the console, the connection (made when first used) and the output options of this call. */
public final class Session {
    private final Console console;
    private final Supplier<DavitCommand> options;
    private DavitApi api;

    Session(Console console, Supplier<DavitCommand> options) {
        this.console = console;
        this.options = options;
    }

    /** For commands that run others as part of theirs: no options but what the console's environment says. */
    public static Session on(Console console) {
        DavitCommand none = new DavitCommand();
        return new Session(console, () -> none);
    }

    public Console console() {
        return console;
    }

    public Style style() {
        return console.style();
    }

    public DavitHome home() {
        return DavitHome.of(console);
    }

    public boolean json() {
        return options.get().json;
    }

    public boolean quiet() {
        return options.get().quiet;
    }

    public synchronized DavitApi api() {
        if (api == null) {
            DavitCommand given = options.get();
            api = new DavitApi(Connection.open(
                    new ConnectionOptions(Optional.of(given.server).filter(url -> !url.isBlank()), given.noAuth),
                    console,
                    home()));
        }
        return api;
    }

    public void say(String line) {
        if (!quiet() && !json()) {
            console.println(line);
        }
    }

    /** A list as the output options want it: JSON, ids only, or a table. */
    public void list(List<JsonNode> rows, Table<JsonNode> table, String none) {
        if (json()) {
            console.println(
                    "[" + String.join(",\n", rows.stream().map(Json::write).toList()) + "]");
        } else if (quiet()) {
            rows.forEach(row -> console.println(Json.text(row, "id")));
        } else if (rows.isEmpty()) {
            console.println(none);
        } else {
            table.lines(rows, style()).forEach(console::println);
        }
    }

    /** One thing: JSON, its id only, or the given lines. */
    public void show(JsonNode thing, Supplier<List<String>> lines) {
        if (json()) {
            console.println(Json.write(thing));
        } else if (quiet()) {
            console.println(Json.text(thing, "id"));
        } else {
            lines.get().forEach(console::println);
        }
    }

    /** A JSON object from a file, or from standard input for "-". */
    public ObjectNode readObject(Path file) {
        try {
            String text = file.toString().equals("-")
                    ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(file);
            if (Json.read(text) instanceof ObjectNode object) {
                return object;
            }
            throw CliException.usage(file + ": expected a JSON object.");
        } catch (NoSuchFileException e) {
            throw CliException.usage("There is no file " + file + ".");
        } catch (JacksonException e) {
            var at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw CliException.usage(file + place + ": no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw CliException.usage("Cannot read " + file + ": " + e.getMessage());
        }
    }
}

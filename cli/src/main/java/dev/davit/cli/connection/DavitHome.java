package dev.davit.cli.connection;

import dev.davit.cli.output.Console;
import java.nio.file.Path;

/** The folder with Davit's own files: {@code DAVIT_HOME}, or {@code ~/.davit}. */
public record DavitHome(Path folder) {
    public static DavitHome of(Console console) {
        return new DavitHome(console.variable("DAVIT_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".davit"))
                .toAbsolutePath());
    }

    /** Where {@code davit demo} says how to reach it; used when nothing else says anything. */
    public Path clientSettings() {
        return folder.resolve("cli.properties");
    }
}

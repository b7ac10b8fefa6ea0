package dev.davit.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs: without our environment's PG* variables, and never as root, which PostgreSQL refuses. */
final class PostgresCommand {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private PostgresCommand() {}

    /** In a user namespace of its own a process of root is nobody, but still the owner of root's files. */
    static ProcessBuilder of(List<String> before, Path program, String... arguments) {
        var line = new ArrayList<>(before);
        if (ROOT) {
            line.addAll(List.of("unshare", "-U"));
        }
        line.add(program.toString());
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line);
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    /** Runs to the end. @throws DatabaseStartException with its output when it fails */
    static void run(Path program, String... arguments) throws IOException, InterruptedException {
        Process process =
                of(List.of(), program, arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new DatabaseStartException(program.getFileName() + " did not end within 120 s");
        }
        if (process.exitValue() != 0) {
            throw new DatabaseStartException(program.getFileName() + " ended with status " + process.exitValue() + ":\n"
                    + output.strip() + advice(output));
        }
    }

    static String advice(String output) {
        if (ROOT && output.contains("unshare")) {
            return "\nPostgreSQL does not run as root, and this system gives no user namespace to run it in."
                    + " Run Davit as an ordinary user, or give it a PostgreSQL with --database-url.";
        }
        return "";
    }
}

package dev.davit.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stock {@code openstack} client with its Tacker and Heat plug-ins, as Debian and Ubuntu package it. */
public final class StockClient {
    /** Debian's packages put it there; another one on PATH may lack the plug-ins. */
    public static final Path EXECUTABLE = Path.of("/usr/bin/openstack");

    private final Map<String, String> environment;
    private final Path folder;

    /** @param folder working directory, for file arguments */
    public StockClient(String keystoneUrl, String user, String password, String project, Path folder) {
        this(Openrc.of(keystoneUrl, user, password, project).variables(), folder);
    }

    /** @param environment the OS_ variables */
    public StockClient(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** @param status exit status @param text what it printed to standard output @param errors and to standard error */
    public record Answer(List<String> command, int status, String text, String errors) {
        public Answer expectSuccess() {
            if (status != 0) {
                throw new AssertionError(
                        "openstack " + String.join(" ", command) + " ended with " + status + "\n" + text + errors);
            }
            return this;
        }
    }

    public Answer run(String... arguments) {
        var command = new ArrayList<>(List.of(EXECUTABLE.toString()));
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile(folder, "openstack", ".err");
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("OS_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            int status = process.waitFor();
            var answer = new Answer(List.of(arguments), status, text, Files.readString(errors));
            Files.delete(errors);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs with {@code -f json} and demands success. */
    public JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-f", "json"));
        return JsonMapper.shared()
                .readTree(run(all.toArray(String[]::new)).expectSuccess().text());
    }
}

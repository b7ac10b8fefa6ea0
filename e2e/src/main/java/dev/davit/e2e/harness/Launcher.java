package dev.davit.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The script {@code davit} as in a distribution, but over the class path of this JVM, with a home folder of its own. */
public final class Launcher implements AutoCloseable {
    private final Path script;
    private final Path home;
    private final List<Run> runs = new ArrayList<>();

    private Launcher(Path script, Path home) {
        this.script = script;
        this.home = home;
    }

    public static Launcher in(Path folder) throws IOException {
        Path script = folder.resolve("davit");
        // The class path by environment, so that command lines stay readable.
        Files.writeString(script, """
                #!/bin/sh
                case "${1:-} ${2:-}" in
                  "server "*) shift; main=dev.davit.server.Main ;;
                  "lab "*) shift; main=dev.davit.lab.LabMain ;;
                  "package build") shift 2; main=dev.davit.vnfpackage.build.PackageBuildMain ;;
                  *) main=dev.davit.cli.Main ;;
                esac
                exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m \
                  --enable-native-access=ALL-UNNAMED $main "$@"
                """.formatted(System.getProperty("java.home")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(
                folder.resolve("vnf-packages"), RegistryPackage.sources().getParent());
        return new Launcher(script, folder.resolve("home"));
    }

    /** A program that runs or has run. */
    public static final class Run {
        private final Process process;
        private final Path log;

        private Run(Process process, Path log) {
            this.process = process;
            this.log = log;
        }

        public long pid() {
            return process.pid();
        }

        public boolean isAlive() {
            return process.isAlive();
        }

        public String output() {
            return Program.read(log);
        }

        /** @param name such as INT or KILL */
        public void signal(String name) throws IOException {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .start()
                    .onExit()
                    .join();
        }

        /** Waits for the end. @return the exit status */
        public int status(Duration limit) throws InterruptedException {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + limit + ":\n" + output());
            }
            return process.exitValue();
        }
    }

    public Run start(String... arguments) {
        // A build in the background may have SIGINT ignored, which its children would inherit.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT", script.toString()));
        command.addAll(List.of(arguments));
        try {
            Path log = script.resolveSibling("run-" + (runs.size() + 1) + ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            builder.environment().put("DAVIT_HOME", home.toString());
            builder.environment().put("DAVIT_LAUNCHER", script.toString());
            var run = new Run(builder.start(), log);
            runs.add(run);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what still runs, and what a killed demo has left. */
    @Override
    public void close() {
        runs.forEach(run -> run.process.destroy());
        for (Run run : runs) {
            run.process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        }
        ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains(home.toString()))
                .forEach(ProcessHandle::destroy);
        if (Files.exists(home.resolve("demo/lab"))) {
            Program.run(
                    dev.davit.lab.LabMain.class,
                    List.of("purge", "--data-dir", home.resolve("demo/lab").toString()));
        }
    }
}

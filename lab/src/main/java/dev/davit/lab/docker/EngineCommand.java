package dev.davit.lab.docker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code davit lab engine}: finds or starts the Docker Engine, and says where it is. */
@Command(
        name = "engine",
        description = "Finds the Docker Engine that the lab uses, or installs and starts one (root, apt).",
        mixinStandardHelpOptions = true)
public final class EngineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--stop", description = "Stops the dockerd that the lab started, if it did.")
    private boolean stop;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var settings = EngineSettings.fromEnvironment();
        if (stop) {
            var daemon = new DockerDaemon(settings.directory());
            out.println(daemon.running().isPresent() ? "Stopping dockerd ..." : "The lab has no dockerd running.");
            daemon.stop();
            return 0;
        }
        try (var engine = DockerEngine.obtain(settings, line -> {
            out.println(line);
            out.flush();
        })) {
            engine.describe().forEach(out::println);
            return 0;
        } catch (EngineUnavailableException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}

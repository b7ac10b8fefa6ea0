package dev.davit.lab.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code davit lab purge}: removes what a lab left in the engine. The lab itself must not be running. */
@Command(
        name = "purge",
        description =
                "Removes the servers, networks and volumes of a lab that has been stopped, and its state; images stay.",
        mixinStandardHelpOptions = true)
public final class PurgeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The lab's data directory (DAVIT_HOME or ~/.davit, and lab in it).")
    private Path dataDirectory;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var settings = EngineSettings.fromEnvironment();
        var directory = dataDirectory == null ? settings.home() : dataDirectory;
        var id = LabIdentity.existing(directory);
        var engine = DockerEngine.find(settings);
        if (id.isEmpty() || engine.isEmpty()) {
            out.println(id.isEmpty() ? "No lab has run in " + directory + "." : "No Docker Engine is running.");
            return 0;
        }
        try (var hypervisor = new DockerHypervisor(engine.get(), settings, id.get(), SubnetPool.STANDARD)) {
            hypervisor.purge();
            // What the lab remembers is all about objects that are gone now.
            Files.deleteIfExists(directory.resolve("state.json"));
            out.println("Removed all that lab " + id.get() + " had in the Docker Engine.");
        }
        return 0;
    }
}

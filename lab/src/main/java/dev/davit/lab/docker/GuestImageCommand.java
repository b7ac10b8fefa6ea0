package dev.davit.lab.docker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code davit lab guest-image}: builds the images of the lab's servers ahead of time and prints their tags. */
@Command(
        name = "guest-image",
        description = "Builds the guest images of the lab's servers, if they are not there yet.",
        mixinStandardHelpOptions = true)
public final class GuestImageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var settings = EngineSettings.fromEnvironment();
        try (var engine = DockerEngine.obtain(settings, line -> {
            out.println(line);
            out.flush();
        })) {
            var image = new GuestImage(engine.client(), settings);
            for (var flavour : GuestFlavour.values()) {
                var tag = image.obtain(flavour, line -> {
                    out.println(line);
                    out.flush();
                });
                out.println(flavour.tagSuffix() + ": " + tag);
            }
            return 0;
        } catch (EngineUnavailableException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}

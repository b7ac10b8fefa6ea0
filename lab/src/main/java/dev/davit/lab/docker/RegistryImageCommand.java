package dev.davit.lab.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code davit lab registry-image}: writes the tarball of a registry image for a VNF package. */
@Command(
        name = "registry-image",
        description = "Writes a container registry's image as a tarball of docker save.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class RegistryImageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "Where to write it.")
    private Path output;

    @Option(
            names = "--tag",
            paramLabel = "REPOSITORY:TAG",
            defaultValue = "registry:2",
            description = "Repository and tag of the image.")
    private String tag;

    @Option(
            names = "--layout",
            paramLabel = "V2|V3",
            defaultValue = "V2",
            description = "Where its configuration is: V2 (/etc/docker/registry) or V3 (/etc/distribution).")
    private RegistryLayout layout;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try {
            new RegistryImage(EngineSettings.fromEnvironment(), line -> {
                        out.println(line);
                        out.flush();
                    })
                    .write(tag, layout, output);
            out.println("Wrote " + output + " (" + tag + ").");
            return 0;
        } catch (EngineUnavailableException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (IOException e) {
            spec.commandLine().getErr().println("Cannot write " + output + ": " + e.getMessage());
        }
        return 1;
    }
}

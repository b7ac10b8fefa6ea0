package dev.davit.cli.vnf;

import dev.davit.cli.Session;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** InstantiateVnfRequest. */
@Command(
        name = "instantiate",
        description = "Bring a VNF instance up.",
        footer = {"", "Example:", "  davit vnf instantiate registry params.json --wait"})
public final class InstantiateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "VNF", description = "Its name, its id or the beginning of the id.")
    private String vnf;

    @Parameters(
            paramLabel = "PARAMS",
            description = "A file with the request (flavourId, extVirtualLinks, ...); - reads it from standard input.")
    private Path params;

    @Mixin
    private Following following;

    private final Session session;

    public InstantiateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Instances instances = new Instances(session);
        var request = session.readObject(params);
        return following.started(session, instances.start(instances.id(vnf), "instantiate", request), "Instantiate");
    }
}

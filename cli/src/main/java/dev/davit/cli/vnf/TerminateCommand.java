package dev.davit.cli.vnf;

import dev.davit.cli.ExitCode;
import dev.davit.cli.Session;
import dev.davit.cli.output.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** TerminateVnfRequest. */
@Command(
        name = "terminate",
        description = "Take a VNF instance down.",
        footer = {"", "Example:", "  davit vnf terminate registry --delete"})
public final class TerminateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "VNF", description = "Its name, its id or the beginning of the id.")
    private String vnf;

    @Option(names = "--forceful", description = "Do not give the VNF time to end its service.")
    private boolean forceful;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long a graceful termination may take.")
    private Optional<Integer> timeout = Optional.empty();

    @Option(names = "--delete", description = "Wait, and delete the instance afterwards.")
    private boolean delete;

    @Mixin
    private Following following;

    private final Session session;

    public TerminateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Instances instances = new Instances(session);
        String id = instances.id(vnf);
        ObjectNode request = Json.object().put("terminationType", forceful ? "FORCEFUL" : "GRACEFUL");
        timeout.ifPresent(seconds -> request.put("gracefulTerminationTimeout", seconds));
        following.wait |= delete;
        int status = following.started(session, instances.start(id, "terminate", request), "Terminate");
        if (delete && status == ExitCode.OK) {
            instances.delete(id);
            session.say(session.style().tick() + " VNF instance " + vnf + " deleted");
        }
        return status;
    }
}

package dev.davit.cli.vnf;

import dev.davit.cli.ExitCode;
import dev.davit.cli.Session;
import dev.davit.cli.connection.ApiException;
import dev.davit.cli.operation.Outcome;
import dev.davit.cli.output.Json;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Create, instantiate and follow in one go. */
@Command(
        name = "deploy",
        description = "Create a VNF instance, bring it up and follow that.",
        footer = {
            "",
            "An instance whose instantiation is refused is deleted again; one whose instantiation fails is kept, to look into it.",
            "",
            "Example:",
            "  davit vnf deploy 'Sample Private registry VNF' params.json --name registry"
        })
public final class DeployCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PACKAGE", description = "A package, or the id of its VNFD.")
    private String source;

    @Parameters(
            paramLabel = "PARAMS",
            description = "A file with the instantiate request; - reads it from standard input.")
    private Path params;

    @Option(names = "--name", paramLabel = "NAME", description = "How to call the instance (default: vnf-ID).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--description", paramLabel = "TEXT", description = "What people should know of it.")
    private Optional<String> description = Optional.empty();

    @Option(
            names = {"-v", "--verbose"},
            description = "Show the remote commands and what they printed.")
    private boolean verbose;

    private final Session session;

    public DeployCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var request = session.readObject(params);
        Instances instances = new Instances(session);
        JsonNode instance = instances.create(source, name, description);
        String id = Json.text(instance, "id");
        String operation;
        try {
            operation = instances.start(id, "instantiate", request);
        } catch (ApiException e) {
            instances.delete(id);
            throw e;
        }
        session.say(session.style().tick() + " " + Json.text(instance, "vnfInstanceName") + " created, id " + id);
        int status = new Outcome(session).await(operation, verbose);
        if (status == ExitCode.OK) {
            session.say("  " + session.style().arrow() + " davit vnf show " + id);
        }
        return status;
    }
}

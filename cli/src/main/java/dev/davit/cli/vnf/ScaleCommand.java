package dev.davit.cli.vnf;

import dev.davit.cli.CliException;
import dev.davit.cli.Session;
import dev.davit.cli.output.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** ScaleVnfRequest. */
@Command(
        name = "scale",
        description = "Add or remove VNFCs along a scaling aspect.",
        footer = {"", "Example:", "  davit vnf scale cluster --out --aspect worker_instance --steps 2 --wait"})
public final class ScaleCommand implements Callable<Integer> {
    private static final class Direction {
        @Option(names = "--out", required = true, description = "Add VNFCs.")
        private boolean out;

        @Option(names = "--in", required = true, description = "Remove VNFCs.")
        private boolean in;

        String type() {
            return out && !in ? "SCALE_OUT" : "SCALE_IN";
        }
    }

    @Parameters(paramLabel = "VNF", description = "Its name, its id or the beginning of the id.")
    private String vnf;

    @ArgGroup(multiplicity = "1")
    private Direction direction;

    @Option(
            names = "--aspect",
            paramLabel = "ASPECT",
            description = "Scaling aspect; may be left out where there is only one.")
    private Optional<String> aspect = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many steps (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Mixin
    private Following following;

    private final Session session;

    public ScaleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Instances instances = new Instances(session);
        JsonNode instance = instances.get(vnf);
        var request = Json.object()
                .put("type", direction.type())
                .put("aspectId", aspect.orElseGet(() -> onlyAspect(instance)))
                .put("numberOfSteps", steps);
        return following.started(session, instances.start(Json.text(instance, "id"), "scale", request), "Scale");
    }

    private static String onlyAspect(JsonNode instance) {
        List<String> aspects = Json.elements(instance, "instantiatedVnfInfo", "scaleStatus").stream()
                .map(status -> Json.text(status, "aspectId"))
                .toList();
        if (aspects.size() != 1) {
            throw CliException.usage("--aspect is needed: the instance has "
                    + (aspects.isEmpty()
                            ? "no scaling aspect."
                            : "these: " + aspects.stream().collect(Collectors.joining(", "))));
        }
        return aspects.getFirst();
    }
}

package dev.davit.cli.vnf;

import dev.davit.cli.Session;
import dev.davit.cli.output.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** HealVnfRequest: of SOL002 with VNFCs, of SOL003 without. */
@Command(
        name = "heal",
        description = "Replace VNFCs, or the whole VNF, by new ones.",
        footer = {
            "",
            "Examples:",
            "  davit vnf heal registry --vnfc PrivateRegistryVDU --wait    only this VM (SOL002)",
            "  davit vnf heal registry --wait                              everything (SOL003); addresses may change"
        })
public final class HealCommand implements Callable<Integer> {
    @Parameters(paramLabel = "VNF", description = "Its name, its id or the beginning of the id.")
    private String vnf;

    @Option(
            names = "--vnfc",
            paramLabel = "VNFC",
            description = "A VNFC by id, or all of a VDU by its name; may be given again.")
    private List<String> vnfcs = List.of();

    @Option(names = "--cause", paramLabel = "TEXT", description = "Why; it is kept with the operation.")
    private Optional<String> cause = Optional.empty();

    @Mixin
    private Following following;

    private final Session session;

    public HealCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Instances instances = new Instances(session);
        JsonNode instance = instances.get(vnf);
        ObjectNode request = Json.object();
        cause.ifPresent(text -> request.put("cause", text));
        if (!vnfcs.isEmpty()) {
            ArrayNode ids = request.putArray("vnfcInstanceId");
            vnfcs.stream()
                    .flatMap(text -> Instances.vnfcs(instance, text).stream())
                    .distinct()
                    .forEach(ids::add);
        }
        return following.started(session, instances.start(Json.text(instance, "id"), "heal", request), "Heal");
    }
}

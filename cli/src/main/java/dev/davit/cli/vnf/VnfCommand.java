package dev.davit.cli.vnf;

import dev.davit.cli.CliException;
import dev.davit.cli.Session;
import dev.davit.cli.operation.Outcome;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** VNF instances. The operations on them are commands of their own in this package. */
@Command(
        name = "vnf",
        description = "Create VNF instances, bring them up, heal, scale and take them down.",
        footer = {
            "",
            "VNF is an instance's name, id or the beginning of the id.",
            "",
            "Examples:",
            "  davit vnf deploy 'Sample Private registry VNF' params.json --name registry",
            "  davit vnf show registry",
            "  davit vnf heal registry --vnfc PrivateRegistryVDU --wait",
            "  davit vnf terminate registry --delete"
        })
public final class VnfCommand {
    private static final String WHICH = "Its name, its id or the beginning of the id.";

    private final Session session;
    private final Instances instances;

    public VnfCommand(Session session) {
        this.session = session;
        this.instances = new Instances(session);
    }

    @Command(name = "create", description = "Create a VNF instance; 'instantiate' brings it up.")
    void create(
            @Parameters(paramLabel = "PACKAGE", description = "A package, or the id of its VNFD.") String source,
            @Option(names = "--name", paramLabel = "NAME", description = "How to call the instance (default: vnf-ID).")
                    Optional<String> name,
            @Option(names = "--description", paramLabel = "TEXT", description = "What people should know of it.")
                    Optional<String> description) {
        JsonNode instance = instances.create(source, name, description);
        session.show(
                instance,
                () -> List.of(
                        session.style().tick() + " " + Json.text(instance, "vnfInstanceName") + " created, id "
                                + Json.text(instance, "id"),
                        "  " + session.style().arrow() + " davit vnf instantiate " + Json.text(instance, "id")
                                + " PARAMS.json --wait"));
    }

    @Command(name = "list", description = "List the VNF instances.")
    void list() {
        session.list(
                instances.all(),
                new Table<JsonNode>()
                        .column("NAME", row -> Json.text(row, "vnfInstanceName"))
                        .column("STATE", row -> Json.text(row, "instantiationState"))
                        .column("PRODUCT", row -> Json.text(row, "vnfProductName"))
                        .column("VERSION", row -> Json.text(row, "vnfdVersion"))
                        .column("ID", row -> Json.text(row, "id")),
                "No VNF instances. 'davit vnf deploy' makes one.");
    }

    @Command(name = "show", description = "Show a VNF instance with its VNFCs and addresses.")
    void show(@Parameters(paramLabel = "VNF", description = WHICH) String text) {
        JsonNode instance = instances.get(text);
        session.show(instance, () -> InstanceLines.of(instance, session.style()));
    }

    @Command(name = "set", description = "Change the name, description or metadata of a VNF instance.")
    int set(
            @Parameters(paramLabel = "VNF", description = WHICH) String text,
            @Option(names = "--name", paramLabel = "NAME", description = "Its new name.") Optional<String> name,
            @Option(names = "--description", paramLabel = "TEXT", description = "What people should know of it.")
                    Optional<String> description,
            @Option(
                            names = "--metadata",
                            paramLabel = "KEY=VALUE",
                            description = "Set a key of its metadata; KEY= removes it.")
                    Map<String, String> metadata) {
        ObjectNode change = Json.object();
        name.ifPresent(value -> change.put("vnfInstanceName", value));
        description.ifPresent(value -> change.put("vnfInstanceDescription", value));
        if (metadata != null) {
            ObjectNode entries = change.putObject("metadata");
            metadata.forEach((key, value) -> entries.put(key, value == null || value.isEmpty() ? null : value));
        }
        if (change.isEmpty()) {
            throw CliException.usage(
                    "Nothing to change was given.", "'davit vnf set --help' shows what can be changed.");
        }
        return new Outcome(session).await(session.api().startPatch(Instances.path(instances.id(text)), change), false);
    }

    @Command(name = "delete", description = "Delete instances that are not instantiated.")
    void delete(
            @Parameters(paramLabel = "VNF", arity = "1..*", description = "By name, id or the beginning of the id.")
                    List<String> texts) {
        for (String text : texts) {
            instances.delete(instances.id(text));
            session.say(session.style().tick() + " VNF instance " + text + " deleted");
        }
    }
}

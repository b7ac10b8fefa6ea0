package dev.davit.cli.subscription;

import dev.davit.cli.Names;
import dev.davit.cli.Session;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions to notifications about VNF lifecycle management. */
@Command(
        name = "subscription",
        description = "Have the server notify others of changes of VNF instances and operations.",
        footer = {
            "",
            "Examples:",
            "  davit subscription create http://10.0.0.5:8080/notify --operation HEAL --state COMPLETED --state FAILED_TEMP",
            "  davit subscription delete 3f2a"
        })
public final class SubscriptionCommand {
    private static final String SUBSCRIPTIONS = "/vnflcm/v1/subscriptions";

    private final Session session;

    public SubscriptionCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "create",
            description = "Subscribe. The server first sends a GET to the URL, which must answer 204.")
    void create(
            @Parameters(paramLabel = "URL", description = "Where the server sends notifications.") String callback,
            @Option(
                            names = "--type",
                            paramLabel = "TYPE",
                            description = "Only these notification types, e.g. VnfLcmOperationOccurrenceNotification.")
                    List<String> types,
            @Option(
                            names = "--operation",
                            paramLabel = "OPERATION",
                            description = "Only these operations, e.g. INSTANTIATE.")
                    List<String> operations,
            @Option(names = "--state", paramLabel = "STATE", description = "Only these states, e.g. COMPLETED.")
                    List<String> states,
            @Option(names = "--vnf", paramLabel = "ID", description = "Only these VNF instances.")
                    List<String> instances,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description =
                                    "The whole request (filter, authentication) as JSON; URL and options go on top.")
                    Optional<Path> file) {
        ObjectNode request = file.map(session::readObject).orElseGet(Json::object);
        request.put("callbackUri", callback);
        ObjectNode filter = request.path("filter") instanceof ObjectNode given ? given : Json.object();
        put(filter, "notificationTypes", types);
        put(filter, "operationTypes", operations);
        put(filter, "operationStates", states);
        if (instances != null) {
            ObjectNode instanceFilter = filter.path("vnfInstanceSubscriptionFilter") instanceof ObjectNode given
                    ? given
                    : filter.putObject("vnfInstanceSubscriptionFilter");
            put(instanceFilter, "vnfInstanceIds", instances);
        }
        if (!filter.isEmpty()) {
            request.set("filter", filter);
        }
        JsonNode made = session.api().post(SUBSCRIPTIONS, request);
        session.show(made, () -> List.of(session.style().tick() + " subscribed, id " + Json.text(made, "id")));
    }

    @Command(name = "list", description = "List the subscriptions.")
    void list() {
        session.list(
                session.api().list(SUBSCRIPTIONS),
                new Table<JsonNode>()
                        .column("CALLBACK", row -> Json.text(row, "callbackUri"))
                        .column("OPERATIONS", row -> joined(row, "operationTypes"))
                        .column("STATES", row -> joined(row, "operationStates"))
                        .column("ID", row -> Json.text(row, "id")),
                "No subscriptions.");
    }

    @Command(name = "show", description = "Show a subscription, as JSON.")
    void show(@Parameters(paramLabel = "SUBSCRIPTION", description = "Its id or the beginning of it.") String text) {
        session.console().println(Json.write(session.api().get(SUBSCRIPTIONS + "/" + id(text))));
    }

    @Command(name = "delete", description = "End subscriptions.")
    void delete(
            @Parameters(paramLabel = "SUBSCRIPTION", arity = "1..*", description = "By id or the beginning of it.")
                    List<String> texts) {
        for (String text : texts) {
            session.api().delete(SUBSCRIPTIONS + "/" + id(text));
            session.say(session.style().tick() + " subscription " + text + " deleted");
        }
    }

    private String id(String text) {
        return Names.isId(text)
                ? text
                : Json.text(
                        Names.find(
                                session.api().list(SUBSCRIPTIONS),
                                text,
                                "subscription",
                                "davit subscription list",
                                List.of("callbackUri")),
                        "id");
    }

    private static void put(ObjectNode filter, String member, List<String> values) {
        if (values != null) {
            values.forEach(filter.withArray(member)::add);
        }
    }

    private static String joined(JsonNode subscription, String member) {
        return Json.elements(subscription, "filter", member).stream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(","));
    }
}

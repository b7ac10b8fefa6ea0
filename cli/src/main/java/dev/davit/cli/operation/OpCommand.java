package dev.davit.cli.operation;

import dev.davit.cli.ErrorReport;
import dev.davit.cli.ExitCode;
import dev.davit.cli.Names;
import dev.davit.cli.Session;
import dev.davit.cli.connection.Problem;
import dev.davit.cli.output.Facts;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** LCM operation occurrences: see them, follow them, decide about failed ones. */
@Command(
        name = "op",
        description = "Follow operations, and decide what becomes of failed ones.",
        footer = {
            "",
            "OPERATION is an operation's id, or a VNF instance: then its latest operation is meant.",
            "",
            "Examples:",
            "  davit op watch registry -v          steps, remote commands and their output",
            "  davit op list --vnf registry",
            "  davit op retry registry --wait      go on from the step that failed"
        })
public final class OpCommand {
    private static final String OPERATION = "OPERATION";
    private static final String WHICH = "An operation's id, or a VNF instance (its latest operation).";
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances";

    private final Session session;
    private final Outcome outcome;

    public OpCommand(Session session) {
        this.session = session;
        this.outcome = new Outcome(session);
    }

    @Command(name = "list", description = "Show operations, the latest first.")
    void list(
            @Option(names = "--vnf", paramLabel = "VNF", description = "Only those of this VNF instance.")
                    Optional<String> vnf,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "Only those in this state, e.g. FAILED_TEMP.")
                    Optional<String> state) {
        List<JsonNode> rows = latestFirst(vnf.map(this::instance)).stream()
                .filter(row -> state.isEmpty() || state.get().equalsIgnoreCase(Json.text(row, "operationState")))
                .toList();
        session.list(
                rows,
                new Table<JsonNode>()
                        .column("OPERATION", row -> Json.text(row, "operation"))
                        .column("STATE", row -> Json.text(row, "operationState"))
                        .column("STARTED", row -> shortTime(Json.text(row, "startTime")))
                        .column("VNF INSTANCE", row -> Json.text(row, "vnfInstanceId"))
                        .column("ID", row -> Json.text(row, "id")),
                "No operations.");
    }

    @Command(name = "show", description = "Show an operation, and why it failed.")
    void show(@Parameters(paramLabel = OPERATION, description = WHICH) String text) {
        JsonNode occurrence = session.api().get(path(find(text)));
        session.show(occurrence, () -> {
            List<String> lines = new ArrayList<>(new Facts(session.style())
                    .add("Operation", Json.text(occurrence, "operation"))
                    .add("State", Json.text(occurrence, "operationState"))
                    .add("Id", Json.text(occurrence, "id"))
                    .add("VNF instance", Json.text(occurrence, "vnfInstanceId"))
                    .add("Started", shortTime(Json.text(occurrence, "startTime")))
                    .add("State since", shortTime(Json.text(occurrence, "stateEnteredTime")))
                    .add("Cancelling", occurrence.path("isCancelPending").asBoolean(false) ? "yes" : "")
                    .add("Parameters", Json.text(occurrence, "operationParams"))
                    .lines());
            if (occurrence.path("error").isObject()
                    && !Json.text(occurrence, "error", "detail").isEmpty()) {
                lines.add("");
                lines.addAll(ErrorReport.of(Problem.of(occurrence.get("error")), session.style()));
            }
            return lines;
        });
    }

    @Command(
            name = "watch",
            description = "Follow an operation until it ends; Ctrl-C only stops watching.",
            footer = {"", "Exit status 0 when it completed, 1 when it did not."})
    int watch(
            @Parameters(paramLabel = OPERATION, description = WHICH) String text,
            @Option(
                            names = {"-v", "--verbose"},
                            description = "Show the remote commands and what they printed.")
                    boolean verbose) {
        return outcome.await(find(text), verbose);
    }

    @Command(
            name = "steps",
            description = "Show the steps of an operation: which are done, which is under way, which failed.")
    void steps(@Parameters(paramLabel = OPERATION, description = WHICH) String text) {
        List<JsonNode> steps = Json.elements(session.api().get("/davit/v1/vnf_lcm_op_occs/" + find(text) + "/steps"));
        session.list(
                steps,
                new Table<JsonNode>()
                        .column("#", step -> Json.text(step, "sequence"))
                        .column("STEP", step -> Json.text(step, "name"))
                        .column("TARGET", step -> Json.text(step, "target"))
                        .column("STATE", step -> Json.text(step, "state"))
                        .column("TRIES", step -> Json.text(step, "attempts"))
                        .column("EFFECT", step -> Json.text(step, "effect"))
                        .column("STARTED", step -> shortTime(Json.text(step, "startedAt")))
                        .column("ENDED", step -> shortTime(Json.text(step, "endedAt")))
                        .column(
                                "ERROR",
                                step -> Json.text(step, "error")
                                        .lines()
                                        .findFirst()
                                        .orElse("")),
                "No steps yet.");
    }

    @Command(name = "retry", description = "Go on with a failed operation (FAILED_TEMP), from the step that failed.")
    int retry(
            @Parameters(paramLabel = OPERATION, description = WHICH) String text,
            @Option(names = "--wait", description = "Follow the operation until it ends.") boolean wait) {
        String id = find(text);
        session.api().post(path(id) + "/retry");
        return afterwards(id, "Retry", wait, "COMPLETED");
    }

    @Command(
            name = "rollback",
            description = "Undo what a failed operation (FAILED_TEMP) did; for INSTANTIATE and scaling out.")
    int rollback(
            @Parameters(paramLabel = OPERATION, description = WHICH) String text,
            @Option(names = "--wait", description = "Follow the operation until it ends.") boolean wait) {
        String id = find(text);
        session.api().post(path(id) + "/rollback");
        return afterwards(id, "Rollback", wait, "ROLLED_BACK");
    }

    @Command(
            name = "fail",
            description = "Give up a failed operation (FAILED_TEMP): it becomes FAILED, and what it did stays.")
    void fail(@Parameters(paramLabel = OPERATION, description = WHICH) String text) {
        JsonNode occurrence = session.api().post(path(find(text)) + "/fail");
        session.show(occurrence, () -> List.of(Outcome.sentence(occurrence, session.style())));
    }

    @Command(name = "cancel", description = "Stop an operation that is under way; it becomes FAILED_TEMP.")
    void cancel(
            @Parameters(paramLabel = OPERATION, description = WHICH) String text,
            @Option(names = "--forceful", description = "Do not let the current steps finish.") boolean forceful) {
        String id = find(text);
        session.api().post(path(id) + "/cancel", Json.object().put("cancelMode", forceful ? "FORCEFUL" : "GRACEFUL"));
        outcome.accepted(id, "Cancel");
    }

    private int afterwards(String id, String what, boolean wait, String wanted) {
        if (wait) {
            return outcome.await(id, false, wanted);
        }
        outcome.accepted(id, what);
        return ExitCode.OK;
    }

    /** @return id of the operation that the text means */
    private String find(String text) {
        if (Names.isId(text)) {
            Optional<JsonNode> ofInstance =
                    latestFirst(Optional.of(text)).stream().findFirst();
            return ofInstance.map(row -> Json.text(row, "id")).orElse(text);
        }
        List<JsonNode> all = latestFirst(Optional.empty());
        Optional<JsonNode> byId = text.length() < 4
                ? Optional.empty()
                : all.stream()
                        .filter(row -> Json.text(row, "id").startsWith(text))
                        .findFirst();
        JsonNode found = byId.orElseGet(() -> {
            String instance = instance(text);
            return Names.find(
                    all.stream()
                            .filter(row -> Json.text(row, "vnfInstanceId").equals(instance))
                            .limit(1)
                            .toList(),
                    instance,
                    "operation of VNF instance",
                    "davit op list",
                    List.of("vnfInstanceId"));
        });
        return Json.text(found, "id");
    }

    private String instance(String text) {
        return Names.isId(text)
                ? text
                : Json.text(
                        Names.find(
                                session.api().list(INSTANCES),
                                text,
                                "operation or VNF instance",
                                "davit op list",
                                List.of("vnfInstanceName")),
                        "id");
    }

    private List<JsonNode> latestFirst(Optional<String> instanceId) {
        String filter =
                instanceId.map(id -> "?filter=(eq,vnfInstanceId," + id + ")").orElse("");
        return session.api().list(OperationWatch.OCCURRENCES + filter).stream()
                .sorted(Comparator.comparing((JsonNode row) -> Json.text(row, "startTime"))
                        .reversed())
                .toList();
    }

    private static String path(String id) {
        return OperationWatch.OCCURRENCES + "/" + id;
    }

    private static String shortTime(String time) {
        return time.replace('T', ' ').replaceAll("\\.\\d+", "").replaceAll("(Z|\\+00:00)$", " UTC");
    }
}

package dev.davit.cli.vim;

import dev.davit.cli.CliException;
import dev.davit.cli.Session;
import dev.davit.cli.output.Facts;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.SecretFile;
import dev.davit.cli.output.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The clouds that the server may use. */
@Command(
        name = "vim",
        description = "Register and look after the clouds (VIMs) that network functions run on.",
        footer = {
            "",
            "Examples:",
            "  davit vim register lab --default             the cloud of the OS_* variables",
            "  davit vim register lab --config-file vim.yaml --default",
            "  davit vim set lab --description 'the lab'",
            "  davit vim kubeconfig cluster --output cluster.yaml"
        })
public final class VimCommand {
    private static final String WHICH = "Its name, its id or the beginning of the id.";

    private final Session session;
    private final Vims vims;

    public VimCommand(Session session) {
        this.session = session;
        this.vims = new Vims(session);
    }

    @Command(
            name = "register",
            description = "Register a cloud as a VIM. What no option says comes from the OS_* variables.")
    void register(
            @Parameters(paramLabel = "NAME", description = "How to call the VIM.") String name,
            @ArgGroup(exclusive = false, heading = "The cloud:%n") VimOptions options,
            @Option(
                            names = "--description",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "What people should know of it.")
                    String description,
            @Option(names = "--default", description = "Use it for requests that name no VIM.") boolean isDefault) {
        VimOptions given = Optional.ofNullable(options).orElseGet(VimOptions::new);
        ObjectNode vim = given.registration(session.console());
        vim.put("name", name).put("description", description).put("is_default", isDefault);
        JsonNode registered = vims.register(vim);
        session.show(
                registered,
                () -> List.of(
                        session.style().tick() + " VIM " + name + " registered: " + Json.text(registered, "auth_url")
                                + (isDefault ? " (the default)" : "") + ", id " + Json.text(registered, "id")));
    }

    @Command(name = "list", description = "List the VIMs.")
    void list() {
        session.list(
                vims.all(),
                new Table<JsonNode>()
                        .column("NAME", vim -> Json.text(vim, "name"))
                        .column("TYPE", vim -> Json.text(vim, "type"))
                        .column("STATUS", vim -> Json.text(vim, "status"))
                        .column("DEFAULT", vim -> vim.path("is_default").asBoolean(false) ? "yes" : "")
                        .column("REGIONS", VimCommand::regions)
                        .column("AUTH URL", vim -> Json.text(vim, "auth_url"))
                        .column("ID", vim -> Json.text(vim, "id")),
                "No VIM is registered. 'davit vim register --help' says how.");
    }

    @Command(name = "show", description = "Show a VIM; its secrets show as ***.")
    void show(@Parameters(paramLabel = "VIM", description = WHICH) String text) {
        JsonNode vim = vims.find(text);
        session.show(
                vim,
                () -> new Facts(session.style())
                        .add("Name", Json.text(vim, "name"))
                        .add("Id", Json.text(vim, "id"))
                        .add("Type", Json.text(vim, "type"))
                        .add("Status", Json.text(vim, "status"))
                        .add("Default", vim.path("is_default").asBoolean(false) ? "yes" : "no")
                        .add("Description", Json.text(vim, "description"))
                        .add("Auth URL", Json.text(vim, "auth_url"))
                        .add("Project", Json.text(vim, "vim_project", "name"))
                        .add("User", Json.text(vim, "auth_cred", "username"))
                        .add("Regions", regions(vim))
                        .lines());
    }

    @Command(name = "set", description = "Change a VIM: only what is given.")
    void set(
            @Parameters(paramLabel = "VIM", description = WHICH) String text,
            @Option(names = "--name", paramLabel = "NAME", description = "Its new name.") Optional<String> name,
            @Option(names = "--description", paramLabel = "TEXT", description = "What people should know of it.")
                    Optional<String> description,
            @Option(
                            names = "--default",
                            negatable = true,
                            description = "Use it, or no longer, for requests that name no VIM.")
                    Optional<Boolean> isDefault,
            @ArgGroup(exclusive = false, heading = "The user there:%n") VimOptions options) {
        ObjectNode change = options == null ? Json.object() : options.change();
        name.ifPresent(value -> change.put("name", value));
        description.ifPresent(value -> change.put("description", value));
        isDefault.ifPresent(value -> change.put("is_default", value));
        if (change.isEmpty()) {
            throw CliException.usage(
                    "Nothing to change was given.", "'davit vim set --help' shows what can be changed.");
        }
        JsonNode vim = vims.change(text, change);
        session.show(vim, () -> List.of(session.style().tick() + " VIM " + Json.text(vim, "name") + " changed"));
    }

    @Command(name = "delete", description = "Remove VIMs from Davit. Refused while a VNF instance uses one.")
    void delete(
            @Parameters(paramLabel = "VIM", arity = "1..*", description = "By name, id or the beginning of the id.")
                    List<String> texts) {
        for (String text : texts) {
            vims.delete(text);
            session.say(session.style().tick() + " VIM " + text + " deleted");
        }
    }

    @Command(
            name = "kubeconfig",
            description = {
                "Print a kubeconfig for a Kubernetes VIM, for kubectl and others.",
                "It holds the VIM's credentials, so it needs the role that may change the VIM."
            })
    void kubeconfig(
            @Parameters(paramLabel = "VIM", description = WHICH) String text,
            @Option(names = "--output", paramLabel = "FILE", description = "Write it there, readable by you only.")
                    Optional<Path> output) {
        String yaml = vims.kubeconfig(text);
        if (output.isEmpty()) {
            session.console().out().print(yaml);
            session.console().out().flush();
            return;
        }
        try {
            SecretFile.write(output.get(), yaml);
        } catch (IOException e) {
            throw CliException.usage("Cannot write " + output.get() + ": " + e.getMessage());
        }
        session.say(session.style().tick() + " " + output.get() + " written; try: kubectl --kubeconfig " + output.get()
                + " get nodes");
    }

    private static String regions(JsonNode vim) {
        return Json.elements(vim, "placement_attr", "regions").stream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(","));
    }
}

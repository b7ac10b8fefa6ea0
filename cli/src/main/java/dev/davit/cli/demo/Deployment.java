package dev.davit.cli.demo;

import dev.davit.cli.CliException;
import dev.davit.cli.ErrorReport;
import dev.davit.cli.ExitCode;
import dev.davit.cli.Session;
import dev.davit.cli.connection.OpenStack;
import dev.davit.cli.connection.Problem;
import dev.davit.cli.operation.OperationWatch;
import dev.davit.cli.operation.Outcome;
import dev.davit.cli.output.Json;
import dev.davit.cli.pack.Packages;
import dev.davit.cli.progress.Screen;
import dev.davit.cli.vim.Vims;
import dev.davit.cli.vnf.Instances;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The demo's VNF instance: brings it up, tries it, takes it down. */
final class Deployment {
    /** "sha256:" and as many digits as Docker shows. */
    private static final int SHORT_DIGEST = 7 + 12;

    private final Setting setting;
    private final Session session;
    private final Instances instances;

    Deployment(Setting setting, Session session) {
        this.setting = setting;
        this.session = session;
        this.instances = new Instances(session);
    }

    /** @return id of the instance */
    String instantiate() throws IOException {
        setting.heading("Deploying a private registry");
        String network = OpenStack.login(session.console().environment()).networkId("net0");
        ObjectNode request = RegistryVnf.parameters(network);
        Files.writeString(setting.home().parameters(), Json.write(request) + "\n");
        JsonNode instance =
                instances.create("Sample Private registry VNF", Optional.of(RegistryVnf.NAME), Optional.empty());
        String id = Json.text(instance, "id");
        follow(instances.start(id, "instantiate", request));
        return id;
    }

    /** Pushes an image and pulls it back. @param registry host:port under which Docker reaches the registry */
    void tryOut(String registry) throws Exception {
        setting.heading("Using it");
        try (Checklist list = new Checklist(setting.console());
                RegistryTrial trial = new RegistryTrial(registry)) {
            list.run("docker push", item -> {
                item.result(trial.push());
                return registry;
            });
            list.run("docker pull", item -> {
                item.result("the same image came back, " + trial.pull().substring(0, SHORT_DIGEST));
                return registry;
            });
        }
    }

    void terminate(String id) throws Exception {
        setting.heading("Taking it down");
        follow(instances.start(id, "terminate", Json.object().put("terminationType", "FORCEFUL")));
        try (Checklist list = new Checklist(setting.console())) {
            list.run("VNF instance, package and VIM", item -> {
                instances.delete(id);
                Packages packages = new Packages(session);
                packages.discard(Json.text(packages.find("Sample Private registry VNF"), "id"));
                new Vims(session).delete("lab");
                item.result("deleted");
                return id;
            });
        }
    }

    void follow(String operation) {
        JsonNode occurrence;
        try (Screen screen = Screen.open(setting.console(), setting.wishes().verbose(), "  ")) {
            occurrence = new OperationWatch(session.api()).follow(operation, screen);
        }
        setting.console()
                .println("  " + Outcome.sentence(occurrence, setting.console().style()));
        if (!Json.text(occurrence, "operationState").equals("COMPLETED")) {
            ErrorReport.of(
                            Problem.of(occurrence.path("error")),
                            setting.console().style())
                    .forEach(setting.console()::println);
            throw new CliException(ExitCode.FAILED, "The operation did not complete.");
        }
    }
}

package dev.davit.openstack.userdata;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.vnfpackage.InvalidPackageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A package's own user-data script, run in the sandbox. Asking again runs it again; it can change nothing. */
final class PythonUserData implements UserData {
    private static final Sandbox SHARED = new Sandbox(List.of(), SandboxLimits.DEFAULT);

    private final UserDataScript script;
    private final Sandbox sandbox;

    PythonUserData(UserDataScript script) {
        this(script, SHARED);
    }

    PythonUserData(UserDataScript script, Sandbox sandbox) {
        this.script = script;
        this.sandbox = sandbox;
    }

    @Override
    public ObjectNode heatParameters(UserDataInput input, StepContext context)
            throws StepFailedException, InterruptedException {
        context.progress("running the user-data script " + script.path());
        byte[] request;
        try {
            request = ScriptRequest.of(script, input, sandbox.limits());
        } catch (InvalidPackageException | IOException e) {
            throw StepFailedException.of(
                    "the VNF package cannot be read for its user-data script: " + e.getMessage(),
                    "Check the server's disk, then retry.",
                    e);
        }
        Sandbox.Outcome outcome = sandbox.run(request);
        var failures = new ScriptFailures(script, sandbox.limits());
        String text = outcome.document().orElseThrow(() -> failures.withoutResult(outcome));
        return parameters(parse(text).orElseThrow(() -> failures.unreadable(outcome)), failures, outcome);
    }

    private static ObjectNode parameters(JsonNode document, ScriptFailures failures, Sandbox.Outcome outcome)
            throws StepFailedException {
        if (document.path("sandbox").isObject()) {
            throw failures.notRun(document.get("sandbox"));
        }
        if (document.path("error").isObject()) {
            throw failures.raised(document.get("error"), outcome);
        }
        if (document.path("parameters") instanceof ObjectNode parameters) {
            return parameters;
        }
        throw failures.unreadable(outcome);
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}

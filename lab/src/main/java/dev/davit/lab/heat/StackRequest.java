package dev.davit.lab.heat;

import dev.davit.lab.hot.HotException;
import dev.davit.lab.hot.Template;
import dev.davit.lab.hot.TemplateParser;
import dev.davit.lab.hot.Yaml;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a stack create or update, read.
 *
 * @param environment parameter_defaults and resource_registry
 * @param parameters of the environment and of the request, which wins
 */
record StackRequest(
        Optional<Template> template,
        Map<String, String> files,
        Map<String, Object> environment,
        Map<String, Object> parameters,
        Optional<Boolean> disableRollback,
        Optional<Integer> timeoutMinutes,
        Optional<List<String>> tags,
        List<String> clearParameters) {

    static StackRequest read(ObjectNode body) {
        Map<String, String> files = new LinkedHashMap<>();
        body.path("files")
                .properties()
                .forEach(f -> files.put(
                        f.getKey(), f.getValue().isString() ? f.getValue().asString() : Json.write(f.getValue())));
        Map<String, Object> environment = new LinkedHashMap<>();
        merge(environment, map("environment", body.path("environment")));
        body.path("environment_files").forEach(name -> {
            String content = files.get(name.asString());
            if (content == null) {
                throw HotException.invalid("The environment file " + name.asString() + " is not among the files");
            }
            merge(environment, Yaml.map("environment", content));
        });
        for (String section : environment.keySet()) {
            if (!List.of(
                            "parameters",
                            "parameter_defaults",
                            "resource_registry",
                            "encrypted_param_names",
                            "parameter_merge_strategies",
                            "event_sinks")
                    .contains(section)) {
                throw HotException.invalid("environment has wrong section \"" + section + "\"");
            }
        }
        Map<String, Object> parameters = new LinkedHashMap<>(Work.map(environment.remove("parameters")));
        parameters.putAll(Work.map(Json.toJava(body.path("parameters"))));
        return new StackRequest(
                template(body.path("template")),
                files,
                environment,
                parameters,
                body.has("disable_rollback")
                        ? Optional.of(Json.flag(body, "disable_rollback", true))
                        : Optional.empty(),
                Json.text(body, "timeout_mins").map(StackRequest::minutes),
                Json.text(body, "tags").map(t -> List.of(t.split(","))),
                body.path("clear_parameters")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
    }

    private static int minutes(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw ApiException.badRequest("Only integer is allowed for timeout_mins: " + text);
        }
        return Integer.parseInt(text);
    }

    private static Optional<Template> template(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                given.isString()
                        ? TemplateParser.parse(given.asString())
                        : TemplateParser.parse(Work.map(Json.toJava(given))));
    }

    private static Map<String, Object> map(String what, JsonNode given) {
        return given.isString() ? Yaml.map(what, given.asString()) : Work.map(Json.toJava(given));
    }

    /** Section by section, the later one wins. */
    static void merge(Map<String, Object> into, Map<String, Object> more) {
        more.forEach((section, content) -> {
            Map<String, Object> both = new LinkedHashMap<>(Work.map(into.get(section)));
            both.putAll(Work.map(content));
            into.put(section, both);
        });
    }

    Template required() {
        return template.orElseThrow(() -> ApiException.badRequest("No template specified"));
    }

    /** What a new stack, or one that is defined anew, is made from. */
    Blueprint blueprint() {
        return new Blueprint(required(), files, environment, parameters);
    }

    /** What an existing stack is made from when the request only says what is different (PATCH). */
    Blueprint over(Blueprint old) {
        Map<String, String> allFiles = new LinkedHashMap<>(old.files());
        allFiles.putAll(files);
        Map<String, Object> newEnvironment = new LinkedHashMap<>(old.environment());
        merge(newEnvironment, environment);
        Map<String, Object> given = new LinkedHashMap<>(old.given());
        clearParameters.forEach(given::remove);
        given.putAll(parameters);
        Template newTemplate = template.orElse(old.template());
        // A parameter that the new template has no more is nobody's mistake here.
        given.keySet()
                .removeIf(p ->
                        !parameters.containsKey(p) && !newTemplate.parameters().containsKey(p));
        return new Blueprint(newTemplate, allFiles, newEnvironment, given);
    }

    StackOptions options(StackOptions old) {
        return new StackOptions(
                disableRollback.orElse(old.disableRollback()),
                timeoutMinutes.orElse(old.timeoutMinutes()),
                tags.orElse(old.tags()));
    }
}

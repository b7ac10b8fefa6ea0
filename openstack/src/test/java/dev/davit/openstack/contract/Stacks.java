package dev.davit.openstack.contract;

import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes stacks with Heat's own API and looks at them; what a test makes goes when it ends. */
final class Stacks {
    private final CloudUnderTest cloud;

    Stacks(CloudUnderTest cloud) {
        this.cloud = cloud;
    }

    /** A stack by name and id. */
    record Made(String name, String id) {
        String path() {
            return "/stacks/" + name + "/" + id;
        }
    }

    /** A server with a port of its own, which survives the server. */
    String server(String name) {
        return """
                  %1$s:
                    type: OS::Nova::Server
                    properties:
                      image: %2$s
                      flavor: %3$s
                      networks: [{port: {get_resource: %1$s_cp}}]
                  %1$s_cp:
                    type: OS::Neutron::Port
                    properties: {network: %4$s}
                """.formatted(name, cloud.names.image(), cloud.names.flavor(), cloud.names.network());
    }

    static String template(String resources) {
        return "heat_template_version: 2018-08-31\nresources:\n" + resources;
    }

    /** Templates for an AutoScalingGroup of servers called VDU, with policies out and in. */
    String group(int size) {
        return """
                heat_template_version: 2018-08-31
                parameters:
                  size: {type: number, default: %d}
                resources:
                  group:
                    type: OS::Heat::AutoScalingGroup
                    properties:
                      min_size: 0
                      max_size: 4
                      desired_capacity: {get_param: size}
                      resource: {type: vdu.yaml}
                  out:
                    type: OS::Heat::ScalingPolicy
                    properties:
                      adjustment_type: change_in_capacity
                      scaling_adjustment: 1
                      auto_scaling_group_id: {get_resource: group}
                  in:
                    type: OS::Heat::ScalingPolicy
                    properties:
                      adjustment_type: change_in_capacity
                      scaling_adjustment: -1
                      auto_scaling_group_id: {get_resource: group}
                """.formatted(size);
    }

    Map<String, String> groupFiles() {
        return Map.of("vdu.yaml", template(server("VDU")));
    }

    Made create(String template) throws InterruptedException {
        return create(template, Map.of(), "{}");
    }

    Made create(String template, Map<String, String> files, String parameters) throws InterruptedException {
        return create(CloudUnderTest.unique(), template, files, parameters);
    }

    Made create(String name, String template, Map<String, String> files, String parameters)
            throws InterruptedException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("stack_name", name);
        body.put("template", template);
        var filesNode = body.putObject("files");
        files.forEach(filesNode::put);
        body.set("parameters", JsonMapper.shared().readTree(parameters));
        body.put("timeout_mins", 10).put("disable_rollback", true).put("tags", "davit-contract");
        JsonNode made = cloud.call(Service.HEAT, Request.post("/stacks", body));
        var stack = new Made(name, made.at("/stack/id").stringValue());
        cloud.afterwards(() -> remove(stack));
        return stack;
    }

    Made created(String template) throws Exception {
        return complete(create(template));
    }

    JsonNode show(Made stack) throws InterruptedException {
        return cloud.get(Service.HEAT, stack.path()).path("stack");
    }

    String status(Made stack) throws InterruptedException {
        return show(stack).path("stack_status").stringValue();
    }

    JsonNode atRest(Made stack) throws Exception {
        return cloud.until(
                () -> show(stack), s -> !s.path("stack_status").stringValue().endsWith("_IN_PROGRESS"));
    }

    Made complete(Made stack) throws Exception {
        JsonNode rest = atRest(stack);
        if (!rest.path("stack_status").stringValue().endsWith("_COMPLETE")) {
            throw new AssertionError(rest.path("stack_status_reason").stringValue());
        }
        return stack;
    }

    /** As {@code openstack stack update --existing}. */
    void update(Made stack, String parameters) throws InterruptedException {
        var body = "{\"parameters\": " + parameters + ", \"disable_rollback\": true}";
        cloud.call(Service.HEAT, Request.patch(stack.path(), JsonMapper.shared().readTree(body)));
    }

    /** Updates, and waits until that is over. */
    void updated(Made stack, String parameters) throws Exception {
        String before = show(stack).path("updated_time").asString("");
        update(stack, parameters);
        cloud.until(
                () -> show(stack),
                s -> !s.path("updated_time").asString("").equals(before)
                        || s.path("stack_status").stringValue().equals("UPDATE_IN_PROGRESS"));
        complete(stack);
    }

    List<JsonNode> resources(Made stack) throws InterruptedException {
        var all = new ArrayList<JsonNode>();
        cloud.get(Service.HEAT, stack.path() + "/resources?nested_depth=5")
                .path("resources")
                .forEach(all::add);
        return all;
    }

    JsonNode resource(Made stack, String name) throws InterruptedException {
        return cloud.get(Service.HEAT, stack.path() + "/resources/" + name).path("resource");
    }

    String physicalId(Made stack, String resource) throws InterruptedException {
        return resource(stack, resource).path("physical_resource_id").stringValue();
    }

    List<JsonNode> servers(Made stack) throws InterruptedException {
        return resources(stack).stream()
                .filter(r -> r.path("resource_type").stringValue().equals("OS::Nova::Server"))
                .toList();
    }

    /** The (nested) stack that a resource of a list belongs to, by its link. */
    static Made home(JsonNode resource) {
        for (JsonNode link : resource.path("links")) {
            if (link.path("rel").stringValue().equals("stack")) {
                String[] parts = link.path("href").stringValue().split("/");
                return new Made(parts[parts.length - 2], parts[parts.length - 1]);
            }
        }
        throw new AssertionError("no link to the stack: " + resource);
    }

    void markUnhealthy(Made stack, String resource) throws InterruptedException {
        var body = "{\"mark_unhealthy\": true, \"resource_status_reason\": \"contract\"}";
        cloud.call(
                Service.HEAT,
                Request.patch(
                        stack.path() + "/resources/" + resource,
                        JsonMapper.shared().readTree(body)));
    }

    boolean isGone(Made stack) throws InterruptedException {
        try {
            return status(stack).equals("DELETE_COMPLETE");
        } catch (CloudException e) {
            if (e.isNotFound()) {
                return true;
            }
            throw e;
        }
    }

    /** Deletes and waits; twice, since a port may be in use for a moment. */
    void remove(Made stack) throws Exception {
        for (int attempt = 1; attempt <= 2 && !isGone(stack); attempt++) {
            cloud.delete(Service.HEAT, stack.path());
            cloud.until(() -> isGone(stack) || status(stack).equals("DELETE_FAILED"), done -> done);
        }
        if (!isGone(stack)) {
            throw new AssertionError(stack + " does not go: " + show(stack).path("stack_status_reason"));
        }
    }
}

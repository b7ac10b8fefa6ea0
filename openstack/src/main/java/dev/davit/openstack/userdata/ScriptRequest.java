package dev.davit.openstack.userdata;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.csar.Csar;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document that the sandbox reads: what to run, with which arguments, within which limits. */
final class ScriptRequest {
    private ScriptRequest() {}

    static byte[] of(UserDataScript script, UserDataInput input, SandboxLimits limits)
            throws IOException, InvalidPackageException {
        var request = JsonMapper.shared().createObjectNode();
        request.put("script", script.path().value());
        request.put("class", script.className());
        request.put("seconds", limits.wallClock().toSeconds());
        request.put("cpuSeconds", Math.max(1, limits.cpu().toSeconds()));
        request.put("memoryBytes", limits.memoryBytes());
        // Room for the shim and for what a file system adds.
        request.put("fileBytes", 2L * limits.fileBytes() + (1 << 20));
        files(request.putObject("shim"), PythonResources.shim());
        try (Csar csar = input.work().vnfPackage().open()) {
            files(request.putObject("package"), PackageFiles.visible(csar, script.path(), limits.fileBytes()));
            arguments(request.putObject("arguments"), input, csar);
        }
        return JsonMapper.shared().writeValueAsBytes(request);
    }

    private static void files(ObjectNode target, Map<String, byte[]> files) {
        files.forEach(target::put);
    }

    private static void arguments(ObjectNode arguments, UserDataInput input, Csar csar)
            throws IOException, InvalidPackageException {
        var hot = arguments.putObject("base_hot");
        input.baseHot().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(template -> hot.set(template.getKey(), template.getValue()));
        JsonNode vnfd = FlavourTemplate.read(csar, input.work());
        arguments.set("vnfd", vnfd);
        arguments.set("request", RequestAttributes.of(input.work()));
        var grant = arguments.putObject("grant");
        input.imageIds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(image -> grant.putArray(image.getKey())
                        .addObject()
                        .put("resource_identifier", image.getValue())
                        .put("resource_name", "")
                        .put("resource_type", "image")
                        .put("resource_status", "CREATED"));
    }
}

package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.TypeKind;
import dev.davit.vnfpackage.vnfd.HookImplementation;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the operations of the VNF node's Vnflcm interface that have an implementation. */
final class HookReader {
    private static final String INTERFACE = "Vnflcm";
    private static final Set<String> KEYWORDS = Set.of("type", "description", "inputs", "operations", "notifications");

    private final Descriptor descriptor;
    private final Map<LifecycleHook, HookImplementation> hooks = new EnumMap<>(LifecycleHook.class);
    private final Map<String, Optional<PackagePath>> files = new HashMap<>();

    HookReader(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    Map<LifecycleHook, HookImplementation> read(Assigned vnf) {
        String interfaceType = descriptor.types().lineage(TypeKind.NODE, vnf.type()).stream()
                .flatMap(t -> t.source().stream())
                .flatMap(s -> s.text("interfaces", INTERFACE, "type").stream())
                .findFirst()
                .orElse(StandardNames.VNFLCM);
        Set<String> operations = descriptor.types().operations(interfaceType);
        Map<String, Assigned.Artifact> artifacts = vnf.artifacts(descriptor.types(), descriptor.problems());
        for (var type : descriptor.types().lineage(TypeKind.NODE, vnf.type()).reversed()) {
            type.source()
                    .flatMap(s -> s.mapping("interfaces", INTERFACE))
                    .ifPresent(i -> operations(i, operations, artifacts));
        }
        vnf.source().mapping("interfaces", INTERFACE).ifPresent(i -> operations(i, operations, artifacts));
        return hooks;
    }

    private void operations(YamlMapping body, Set<String> known, Map<String, Assigned.Artifact> artifacts) {
        body.entries().forEach((name, entry) -> {
            if (!KEYWORDS.contains(name)) {
                operation(name, entry, known, artifacts);
            }
        });
        // TOSCA 1.3 puts them under a keyword of their own.
        body.mapping("operations").ifPresent(o -> operations(o, known, artifacts));
    }

    private void operation(
            String name, YamlMapping.Entry entry, Set<String> known, Map<String, Assigned.Artifact> artifacts) {
        Optional<LifecycleHook> hook = LifecycleHook.ofToscaName(name);
        if (hook.isEmpty() && !known.contains(name)) {
            descriptor
                    .problems()
                    .add(
                            entry.keyPosition(),
                            "the interface " + INTERFACE + " has no operation '" + name + "'; expected one of "
                                    + known.stream().sorted().toList());
            return;
        }
        Optional<String> implementation = implementation(name, entry.value());
        if (implementation.isEmpty()) {
            return;
        }
        if (hook.isEmpty()) {
            descriptor
                    .problems()
                    .add(
                            entry.keyPosition(),
                            "operation '" + name
                                    + "' has an implementation, which Davit does not run; use '"
                                    + name.replaceAll("_(start|end)$", "")
                                    + "_start' or '_end' of an operation that Davit has: "
                                    + Arrays.stream(LifecycleHook.values())
                                            .map(LifecycleHook::toscaName)
                                            .toList());
            return;
        }
        Optional<PackagePath> file = files.computeIfAbsent(
                implementation.get(), n -> Optional.ofNullable(artifacts.get(n)).flatMap(descriptor::file));
        hooks.put(hook.get(), new HookImplementation(implementation.get(), file));
    }

    /** A name, or {@code implementation: NAME}, or {@code implementation: {primary: NAME}}. */
    private Optional<String> implementation(String operation, YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> scalar.isNull() ? Optional.empty() : Optional.of(scalar.text());
            case YamlMapping map
            when map.get("implementation").isPresent() ->
                implementation(operation, map.get("implementation").get());
            case YamlMapping map
            when map.get("primary").isPresent() ->
                implementation(operation, map.get("primary").get());
            case YamlMapping map -> map.text("file");
            case YamlSequence list -> {
                if (!list.items().isEmpty()) {
                    descriptor
                            .problems()
                            .add(
                                    list,
                                    "operation '" + operation
                                            + "': expected the name of an implementation, got a list");
                }
                yield Optional.empty();
            }
        };
    }
}

package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads artifact definitions: {@code name: file}, {@code name: {type, file}}, or a list of such maps. */
final class Artifacts {
    private static final String FILE_TYPE = "tosca.artifacts.File";

    private Artifacts() {}

    static Map<String, Assigned.Artifact> of(Assigned node, Types types, Problems problems) {
        Map<String, Assigned.Artifact> artifacts = new LinkedHashMap<>();
        for (TypeDefinition type : types.lineage(node.kind(), node.type()).reversed()) {
            type.source().flatMap(s -> s.get("artifacts")).ifPresent(a -> read(a, types, problems, artifacts));
        }
        node.source().get("artifacts").ifPresent(a -> read(a, types, problems, artifacts));
        return artifacts;
    }

    private static void read(
            YamlNode section, Types types, Problems problems, Map<String, Assigned.Artifact> artifacts) {
        switch (section) {
            case YamlMapping mapping ->
                mapping.entries()
                        .forEach((name, entry) ->
                                artifact(name, entry, types, problems).ifPresent(a -> artifacts.put(name, a)));
            case YamlSequence list -> list.items().forEach(item -> read(item, types, problems, artifacts));
            case YamlScalar scalar when scalar.isNull() -> {}
            case YamlScalar scalar -> problems.add(scalar, "'artifacts': expected a map, got " + scalar.describe());
        }
    }

    private static Optional<Assigned.Artifact> artifact(
            String name, YamlMapping.Entry entry, Types types, Problems problems) {
        if (entry.value() instanceof YamlScalar file && !file.isNull()) {
            return Optional.of(new Assigned.Artifact(name, FILE_TYPE, file.text(), file.position()));
        }
        if (!(entry.value() instanceof YamlMapping definition)) {
            problems.add(
                    entry.keyPosition(),
                    "artifact '" + name + "': expected a map with 'type' and 'file', got "
                            + entry.value().describe());
            return Optional.empty();
        }
        String type = problems.text(definition, "type").orElse(FILE_TYPE);
        if (types.find(TypeKind.ARTIFACT, type).isEmpty()) {
            problems.add(
                    definition.get("type").orElse(definition),
                    "unknown artifact type '" + type + "'" + types.suggest(TypeKind.ARTIFACT, type));
        }
        Optional<String> file = problems.text(definition, "file");
        if (file.isEmpty()) {
            problems.add(entry.keyPosition(), "artifact '" + name + "' has no 'file'");
        }
        return file.map(f -> new Assigned.Artifact(
                name, type, f, definition.get("file").orElse(definition).position()));
    }
}

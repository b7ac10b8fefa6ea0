package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.Position;
import dev.davit.vnfpackage.yaml.YamlMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node template, policy or group, as written.
 *
 * @param type the type's name; it exists
 * @param source the template
 * @param position of its name
 */
public record Assigned(TypeKind kind, String name, String type, YamlMapping source, Position position) {

    /** A node template's requirement. @param target the node it names */
    public record Requirement(String name, String target, Position position) {}

    /** An artifact. @param file as written */
    public record Artifact(String name, String type, String file, Position position) {}

    /** The requirements of a node template: a list of one-member maps, short or long form. */
    public List<Requirement> requirements(Problems problems) {
        return problems.list(source, "requirements").stream()
                .flatMap(item -> Requirements.read(item, problems).stream())
                .toList();
    }

    /** The artifacts of a node template, of its types first. */
    public Map<String, Artifact> artifacts(Types types, Problems problems) {
        return Artifacts.of(this, types, problems);
    }

    Optional<YamlMapping> section(String name, Problems problems) {
        return problems.mapping(source, name);
    }
}

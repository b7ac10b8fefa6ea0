package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code - virtual_binding: VDU1} and {@code - virtual_binding: {node: VDU1, ...}}. */
final class Requirements {
    private Requirements() {}

    static List<Assigned.Requirement> read(YamlNode item, Problems problems) {
        if (!(item instanceof YamlMapping mapping)) {
            problems.add(item, "expected a requirement such as 'virtual_binding: VDU1', got " + item.describe());
            return List.of();
        }
        List<Assigned.Requirement> result = new ArrayList<>();
        mapping.entries().forEach((name, entry) -> {
            YamlNode target = entry.value() instanceof YamlMapping longForm
                    ? longForm.get("node").orElse(longForm)
                    : entry.value();
            if (target instanceof YamlScalar scalar && !scalar.isNull()) {
                result.add(new Assigned.Requirement(name, scalar.text(), scalar.position()));
            } else if (!target.isNull()) {
                problems.add(
                        target,
                        "requirement '" + name + "': expected the name of a node template, got " + target.describe());
            }
        });
        return result;
    }
}

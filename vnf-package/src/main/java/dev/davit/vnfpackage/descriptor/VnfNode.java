package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.tosca.TypeKind;
import dev.davit.vnfpackage.yaml.YamlMapping;

/** The node template of type VNF, as it stands in a flavour's file: most of its properties are the top file's affair. */
final class VnfNode {
    private VnfNode() {}

    static YamlMapping values(Descriptor descriptor, Assigned node, Topology topology) {
        return descriptor
                .properties()
                .of(
                        node,
                        topology,
                        descriptor
                                .types()
                                .properties(TypeKind.NODE, node.type())
                                .keySet());
    }
}

package dev.davit.openstack.userdata;

import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the descriptor says of VDUs that base HOTs want to know. */
final class VduParameters {
    private VduParameters() {}

    /**
     * VDU to the name of its Nova flavor, where the descriptor has one; else to its size: vcpus, ram (MiB) and disk (GiB), of
     * which a template makes a flavor.
     */
    static Map<String, JsonNode> flavors(DeploymentFlavour flavour) {
        var flavors = new LinkedHashMap<String, JsonNode>();
        for (var vdu : flavour.vdus()) {
            var json = JsonMapper.shared();
            JsonNode value = vdu.flavorName()
                    .<JsonNode>map(name -> json.getNodeFactory().stringNode(name))
                    .orElseGet(() -> json.createObjectNode()
                            .put("vcpus", vdu.compute().vcpus())
                            .put("ram", vdu.compute().ramMiB())
                            .put("disk", vdu.compute().diskGiB()));
            flavors.put(vdu.name(), value);
        }
        return flavors;
    }
}

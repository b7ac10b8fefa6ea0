package dev.davit.openstack.userdata;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The VDUs and CPs that a base HOT has parameters for: those that its templates mention as
 * {@code get_param: [nfv, VDU or CP, name, key]} in a property of a server, flavor, port or volume, in the image of a server's
 * boot device, or in the nested resource of an AutoScalingGroup. Templates without a parameter "nfv" are left out, for
 * in them the name means nothing.
 */
record ParameterNames(Set<String> vdus, Set<String> cps) {
    static final String ROOT = "nfv";
    static final String VDU = "VDU";
    static final String CP = "CP";

    private static final Set<String> TYPES =
            Set.of("OS::Nova::Server", "OS::Nova::Flavor", "OS::Neutron::Port", "OS::Cinder::Volume");
    private static final String GROUP = "OS::Heat::AutoScalingGroup";
    private static final int PARTS = 4;

    ParameterNames {
        vdus = Set.copyOf(vdus);
        cps = Set.copyOf(cps);
    }

    static ParameterNames of(Map<String, JsonNode> baseHot) {
        return in(baseHot.values());
    }

    private static ParameterNames in(Collection<JsonNode> templates) {
        var vdus = new LinkedHashSet<String>();
        var cps = new LinkedHashSet<String>();
        for (JsonNode template : templates) {
            if (template.path("parameters").has(ROOT)) {
                for (JsonNode resource : template.path("resources")) {
                    collect(resource, vdus, cps);
                }
            }
        }
        return new ParameterNames(vdus, cps);
    }

    private static void collect(JsonNode resource, Set<String> vdus, Set<String> cps) {
        String type = resource.path("type").asString("");
        JsonNode properties = resource.path("properties");
        if (TYPES.contains(type)) {
            properties.forEach(value -> add(value, vdus, cps));
            properties.path("block_device_mapping_v2").forEach(device -> add(device.path("image"), vdus, cps));
        } else if (type.equals(GROUP)) {
            properties.path("resource").path("properties").forEach(value -> add(value, vdus, cps));
        }
    }

    private static void add(JsonNode value, Set<String> vdus, Set<String> cps) {
        JsonNode path = value.path("get_param");
        if (path.isArray()
                && path.size() == PARTS
                && path.get(0).asString("").equals(ROOT)
                && path.get(2).isString()) {
            String name = path.get(2).stringValue();
            switch (path.get(1).asString("")) {
                case VDU -> vdus.add(name);
                case CP -> cps.add(name);
                default -> {
                    // A key of the package's own; its value comes from additionalParams.
                }
            }
        }
    }
}

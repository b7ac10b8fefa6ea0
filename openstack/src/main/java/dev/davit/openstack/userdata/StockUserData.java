package dev.davit.openstack.userdata;

import dev.davit.lifecycle.plan.StepContext;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The user data of packages that bring no script. The parameter "nfv" gets flavor and image of every VDU and network
 * and fixed_ips of every CP that the templates mention; every other parameter of the top template gets the value that
 * additionalParams has under its name, or else, when it is named as a scaling aspect, the number of members that the
 * instantiation level asks for.
 */
final class StockUserData implements UserData {

    @Override
    public ObjectNode heatParameters(UserDataInput input, StepContext context) {
        var work = input.work();
        var names = ParameterNames.of(input.baseHot());
        var result = JsonMapper.shared().createObjectNode();
        var nfv = result.putObject(ParameterNames.ROOT);

        Map<String, JsonNode> flavors = VduParameters.flavors(work.flavour());
        var vdus = nfv.putObject(ParameterNames.VDU);
        for (String vdu : names.vdus().stream().sorted().toList()) {
            var values = vdus.putObject(vdu);
            if (flavors.containsKey(vdu)) {
                values.set("flavor", flavors.get(vdu));
            }
            if (input.imageIds().containsKey(vdu)) {
                values.put("image", input.imageIds().get(vdu));
            }
        }
        Map<String, ObjectNode> networks = CpParameters.of(work, names.cps());
        var cps = nfv.putObject(ParameterNames.CP);
        names.cps().stream()
                .sorted()
                .forEach(cp -> cps.set(
                        cp, networks.getOrDefault(cp, JsonMapper.shared().createObjectNode())));

        JsonNode declared = input.baseHot().get(UserDataInput.TOP_TEMPLATE).path("parameters");
        DesiredCapacity.of(work).forEach((aspect, capacity) -> {
            if (declared.has(aspect)) {
                result.put(aspect, capacity);
            }
        });
        if (!declared.has(ParameterNames.ROOT)) {
            result.remove(ParameterNames.ROOT);
        }
        for (String name : declared.propertyNames()) {
            JsonNode given = work.additionalParams().path(name);
            if (!given.isMissingNode() && !given.isNull()) {
                result.set(name, given);
            }
        }
        return result;
    }
}

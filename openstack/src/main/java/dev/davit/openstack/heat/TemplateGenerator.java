package dev.davit.openstack.heat;

import dev.davit.vnfpackage.vnfd.PlacementRule;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.Vdu;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a deployment flavour as a Heat template (HOT). The same input gives the same template. Values are data, never
 * pasted text, so nothing in a descriptor or request can become template syntax.
 *
 * <p>In order: networks and subnets of the internal virtual links that the request does not bring; server groups of the
 * placement rules; Nova flavors that have to be made; then per VDU either its VNFC (ports, volumes, server) or an
 * AutoScalingGroup of the VDU's name over a nested template with the same, and a pair of scaling policies per scaling
 * aspect, each adding or removing what one step of the aspect means for the VDU.
 *
 * <p>Placement rules become server groups, which only know hosts: a wider scope (zone) is served on the level of hosts.
 */
public final class TemplateGenerator {
    /** Rocky: old enough to be known everywhere, new enough for all that is used. */
    private static final String VERSION = "2018-08-31";

    private final TemplateInput input;
    private final Resources resources = Resources.none();
    private final References references = References.inTopTemplate();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();

    private TemplateGenerator(TemplateInput input) {
        this.input = input;
    }

    /** @throws TemplateException when descriptor and request do not fit together */
    public static Template generate(TemplateInput input) {
        return new TemplateGenerator(input).write();
    }

    private Template write() {
        var flavour = input.layout().flavour();
        for (int i = 0; i < flavour.virtualLinks().size(); i++) {
            var link = flavour.virtualLinks().get(i);
            if (input.connections().managed(link.name()).isEmpty()) {
                NetworkResources.add(resources, link, i);
            }
        }
        flavour.placementRules().forEach(this::serverGroup);
        flavour.vdus().forEach(this::flavor);
        for (Vdu vdu : flavour.vdus()) {
            if (input.layout().isGroup(vdu)) {
                group(vdu);
            } else if (input.instances(vdu) > 0) {
                new ServerResources(input, vdu, resources, references).add();
            }
        }
        return new Template(template(input.description(), parameters, resources), files, values);
    }

    private void serverGroup(PlacementRule rule) {
        var properties = resources.add(rule.name(), "OS::Nova::ServerGroup");
        properties.put("name", rule.name());
        properties.putArray("policies").add(rule.anti() ? "anti-affinity" : "affinity");
    }

    private void flavor(Vdu vdu) {
        if (input.flavor(vdu) instanceof FlavorChoice.Created(var size)) {
            resources
                    .add(input.layout().flavorName(vdu), "OS::Nova::Flavor")
                    .put("vcpus", size.vcpus())
                    .put("ram", size.ramMiB())
                    .put("disk", size.diskGiB())
                    .put("is_public", false);
        }
    }

    private void group(Vdu vdu) {
        var members = Resources.none();
        var used = References.inNestedTemplate();
        new ServerResources(input, vdu, members, used).add();
        var declared = JsonNodeFactory.instance.objectNode();
        used.used().forEach(name -> declared.putObject(name).put("type", "string"));
        String file = Layout.nestedFile(vdu);
        files.put(file, Template.text(template("A VNFC of " + vdu.name(), declared, members)));

        String capacity = input.layout().capacityParameter(vdu);
        int count = input.instances(vdu);
        parameters.putObject(capacity).put("type", "number").put("default", count);
        values.put(capacity, count);

        var properties = resources.add(vdu.name(), "OS::Heat::AutoScalingGroup", subnetsUsedBy(vdu));
        properties.put("min_size", Math.min(vdu.minInstances(), count));
        properties.put("max_size", Math.max(vdu.maxInstances(), count));
        properties.putObject("desired_capacity").put("get_param", capacity);
        var member = properties.putObject("resource").put("type", file);
        if (!used.used().isEmpty()) {
            var passed = member.putObject("properties");
            used.used().forEach(name -> passed.set(name, references.to(name)));
        }
        input.layout().aspects(vdu).forEach(aspect -> policies(aspect, vdu));
    }

    private void policies(ScalingAspect aspect, Vdu vdu) {
        int step = aspect.stepInstances().get(vdu.name());
        policy(scaleOutPolicy(aspect.id(), vdu.name()), vdu, step);
        policy(aspect.id() + "_" + vdu.name() + "_scale_in", vdu, -step);
    }

    static String scaleOutPolicy(String aspect, String vdu) {
        return aspect + "_" + vdu + "_scale_out";
    }

    private void policy(String name, Vdu vdu, int adjustment) {
        var properties = resources.add(name, "OS::Heat::ScalingPolicy");
        properties.put("adjustment_type", "change_in_capacity");
        properties.set("auto_scaling_group_id", References.resource(vdu.name()));
        properties.put("scaling_adjustment", adjustment);
    }

    private List<String> subnetsUsedBy(Vdu vdu) {
        var subnets = new ArrayList<String>();
        for (var cp : input.layout().cps(vdu)) {
            if (input.connections().of(cp) instanceof Connection.OwnNetwork(var link)) {
                subnets.addAll(input.subnetsOf(link));
            }
        }
        return subnets.stream().distinct().toList();
    }

    private static ObjectNode template(String description, ObjectNode parameters, Resources resources) {
        var template = JsonNodeFactory.instance.objectNode();
        template.put("heat_template_version", VERSION);
        template.put("description", description);
        if (!parameters.isEmpty()) {
            template.set("parameters", parameters);
        }
        template.set("resources", resources.node());
        return template;
    }
}

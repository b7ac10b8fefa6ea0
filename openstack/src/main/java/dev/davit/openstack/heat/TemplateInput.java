package dev.davit.openstack.heat;

import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.vnfd.Vdu;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a template is made from.
 *
 * @param description of the top template
 * @param imageIds Glance id by the software image's name
 * @param flavors by VDU name
 */
public record TemplateInput(
        String description,
        Layout layout,
        InstantiationLevel level,
        Connections connections,
        Map<String, String> imageIds,
        Map<String, FlavorChoice> flavors) {

    int instances(Vdu vdu) {
        return level.instances().getOrDefault(vdu.name(), vdu.minInstances());
    }

    String imageId(SwImage image) {
        return Optional.ofNullable(imageIds.get(image.name()))
                .orElseThrow(() -> new IllegalStateException("image " + image.name() + " was not prepared"));
    }

    FlavorChoice flavor(Vdu vdu) {
        return flavors.get(vdu.name());
    }

    /** The subnets of an internal virtual link that is made with the stack. */
    List<String> subnetsOf(String virtualLink) {
        return layout.flavour().virtualLinks().stream()
                .filter(l -> l.name().equals(virtualLink))
                .findFirst()
                .map(NetworkResources::subnetNames)
                .orElseThrow(() -> new TemplateException(
                        "the descriptor has no virtual link " + virtualLink,
                        "Correct the requirement virtual_link of the VDU's connection points."));
    }
}

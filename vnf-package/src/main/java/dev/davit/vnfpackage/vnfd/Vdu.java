package dev.davit.vnfpackage.vnfd;

import java.util.List;
import java.util.Optional;

/**
 * A virtualisation deployment unit (tosca.nodes.nfv.Vdu.Compute).
 *
 * @param name node template name; vduId in SOL003
 * @param displayName property name
 * @param flavorName requested_additional_capabilities: name of an existing Nova flavor, when the descriptor asks for one
 * @param image the VDU's own image; empty when it boots from a storage with an image
 * @param storages names of {@link VirtualStorage} nodes attached to it, in order
 * @param minInstances vdu_profile.min_number_of_instances
 * @param maxInstances vdu_profile.max_number_of_instances
 * @param bootData text handed to the guest as user data (boot_data.content_or_file_data), if any
 */
public record Vdu(
        String name,
        String displayName,
        String description,
        VirtualCompute compute,
        Optional<String> flavorName,
        Optional<SwImage> image,
        List<String> storages,
        int minInstances,
        int maxInstances,
        Optional<String> bootData) {
    public Vdu {
        storages = List.copyOf(storages);
    }
}

package dev.davit.lab.nova;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server to be made.
 *
 * @param image id or name; may be empty when a volume boots
 * @param flavor id or name
 * @param userData decoded
 * @param group id of a server group, from the scheduler hints
 */
public record ServerWish(
        String name,
        Optional<String> image,
        String flavor,
        List<Nic> nics,
        List<Disk> disks,
        List<String> securityGroups,
        Optional<String> keyName,
        Optional<String> userData,
        Optional<String> availabilityZone,
        Optional<String> group,
        boolean configDrive,
        Map<String, String> metadata) {

    /** Either a port, or a network with or without an address. */
    public record Nic(Optional<String> port, Optional<String> network, Optional<String> fixedIp) {}

    /** @param volume existing volume; else one of sizeGiB is made */
    public record Disk(
            Optional<String> volume,
            Optional<String> image,
            int sizeGiB,
            String device,
            boolean boots,
            boolean deleteOnTermination) {}
}

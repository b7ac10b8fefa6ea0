package dev.davit.lab.hypervisor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server to start.
 *
 * @param name host name
 * @param image what it boots from, as known to Glance
 * @param userData decoded user data; a script (#!) is run at boot, #cloud-config: password, chpasswd, ssh_pwauth, ssh_authorized_keys, hostname
 * @param publicKey OpenSSH public key for the default user
 */
public record ServerSpec(
        String id,
        String name,
        Image image,
        int vcpus,
        int ramMiB,
        List<Nic> nics,
        List<Volume> volumes,
        Optional<String> userData,
        Optional<String> publicKey,
        Map<String, String> metadata) {
    public ServerSpec {
        nics = List.copyOf(nics);
        volumes = List.copyOf(volumes);
        metadata = Map.copyOf(metadata);
    }

    /** @param diskFormat e.g. qcow2 */
    public record Image(String id, String name, String diskFormat) {}

    public record Nic(String portId, String networkId, String macAddress, String ipAddress) {}

    /** @param device e.g. /dev/vdb or empty for the hypervisor's choice */
    public record Volume(String volumeId, String device) {}
}

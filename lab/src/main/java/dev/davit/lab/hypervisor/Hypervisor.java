package dev.davit.lab.hypervisor;

import java.util.Map;
import java.util.Optional;

/**
 * Runs the lab cloud's servers, networks and volumes. Ids are the ones that the OpenStack APIs show. Every method may be
 * called again with the same id (after a restart of the lab): what exists is left as it is, what is gone is fine to delete.
 * Failures are {@link HypervisorException}s whose message becomes the fault of the server or resource.
 */
public interface Hypervisor extends AutoCloseable {

    /** docker or none. */
    String name();

    /**
     * Makes a network. The spec's CIDR is a wish where {@code fixedCidr} is false: the answer says what it became.
     *
     * @return the CIDR in use, its gateway, and the host's own address on it if any
     */
    NetworkState createNetwork(NetworkSpec spec);

    void deleteNetwork(String networkId);

    void createVolume(String volumeId, int sizeGiB);

    void deleteVolume(String volumeId);

    /** Starts a server and returns when it runs (not when its sshd answers). */
    void createServer(ServerSpec spec);

    void deleteServer(String serverId);

    /**
     * Gives a running server one more disk, which it finds by the volume's id. No effect when it has it, or is off: a server that
     * was switched off and on gets its volumes again this way.
     */
    void attachVolume(String serverId, String volumeId);

    /** Takes that disk away; fine when the server is off or gone, or never had it. */
    void detachVolume(String serverId, String volumeId);

    /** Power on or off; no effect when it is that way already. */
    void power(String serverId, boolean on);

    /** Whether it runs; empty when there is no such server. */
    Optional<Boolean> running(String serverId);

    /** The last lines of its console. */
    String consoleLog(String serverId, int lines);

    /**
     * Makes floating IPs lead to servers, for the hosts of the lab's own machine and for its servers.
     *
     * @param fixed floating address to fixed address: all that there are; whatever else there was leads nowhere any more
     */
    void translate(Map<String, String> fixed);

    /** Removes everything that this lab has made: servers, networks, volumes, translations. */
    void purge();

    @Override
    void close();
}

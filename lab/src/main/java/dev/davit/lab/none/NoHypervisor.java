package dev.davit.lab.none;

import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.hypervisor.NetworkSpec;
import dev.davit.lab.hypervisor.NetworkState;
import dev.davit.lab.hypervisor.ServerSpec;
import dev.davit.lab.net.Cidr;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** No guests: servers run at once and have no inside. For fast tests and benchmarks. */
public final class NoHypervisor implements Hypervisor {
    /** There is nothing that could have vanished: a server runs unless it was switched off. */
    private final Set<String> off = ConcurrentHashMap.newKeySet();

    @Override
    public String name() {
        return "none";
    }

    @Override
    public NetworkState createNetwork(NetworkSpec spec) {
        return new NetworkState(spec.cidr(), Cidr.of(spec.cidr()).host(1));
    }

    @Override
    public void deleteNetwork(String networkId) {}

    @Override
    public void createVolume(String volumeId, int sizeGiB) {}

    @Override
    public void deleteVolume(String volumeId) {}

    @Override
    public void createServer(ServerSpec spec) {
        off.remove(spec.id());
    }

    @Override
    public void deleteServer(String serverId) {
        off.remove(serverId);
    }

    @Override
    public void attachVolume(String serverId, String volumeId) {}

    @Override
    public void detachVolume(String serverId, String volumeId) {}

    @Override
    public void power(String serverId, boolean on) {
        if (on) {
            off.remove(serverId);
        } else {
            off.add(serverId);
        }
    }

    @Override
    public Optional<Boolean> running(String serverId) {
        return Optional.of(!off.contains(serverId));
    }

    @Override
    public String consoleLog(String serverId, int lines) {
        return "";
    }

    @Override
    public void translate(Map<String, String> fixed) {}

    @Override
    public void purge() {
        off.clear();
    }

    @Override
    public void close() {}
}

package dev.davit.lab.none;

import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.hypervisor.NetworkSpec;
import dev.davit.lab.hypervisor.NetworkState;
import dev.davit.lab.hypervisor.ServerSpec;
import dev.davit.lab.net.Cidr;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** No guests: servers run at once and have no inside. For fast tests and benchmarks. */
public final class NoHypervisor implements Hypervisor {
    private final Map<String, Boolean> servers = new ConcurrentHashMap<>();

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
        servers.putIfAbsent(spec.id(), true);
    }

    @Override
    public void deleteServer(String serverId) {
        servers.remove(serverId);
    }

    @Override
    public void power(String serverId, boolean on) {
        servers.computeIfPresent(serverId, (id, was) -> on);
    }

    @Override
    public Optional<Boolean> running(String serverId) {
        return Optional.ofNullable(servers.get(serverId));
    }

    @Override
    public String consoleLog(String serverId, int lines) {
        return "";
    }

    @Override
    public void purge() {
        servers.clear();
    }

    @Override
    public void close() {}
}

package dev.davit.driver.kubernetes.topology;

import dev.davit.driver.kubernetes.parameters.Cidr;
import dev.davit.driver.kubernetes.parameters.KubernetesParameters;
import dev.davit.driver.vm.NoProxy;
import dev.davit.driver.vm.Proxy;
import java.util.LinkedHashSet;
import java.util.List;

/** The proxy as the nodes use it. */
public final class ClusterProxy {
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", ".svc", ".cluster.local");

    private ClusterProxy() {}

    /** Everything of the cluster itself is reached without. */
    public static Proxy of(KubernetesParameters parameters, Topology topology) {
        Proxy proxy = parameters.proxy();
        if (proxy.isNone()) {
            return Proxy.NONE;
        }
        var entries = new LinkedHashSet<>(proxy.noProxy().entries());
        entries.addAll(LOCAL);
        entries.addAll(topology.addresses());
        entries.add(parameters.network().pods().text());
        entries.add(parameters.network().services().text());
        parameters.nodeCidr().map(Cidr::addresses).ifPresent(entries::addAll);
        return new Proxy(proxy.http(), proxy.https(), new NoProxy(List.copyOf(entries)));
    }
}

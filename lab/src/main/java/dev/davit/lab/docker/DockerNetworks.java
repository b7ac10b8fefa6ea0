package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.hypervisor.NetworkSpec;
import dev.davit.lab.hypervisor.NetworkState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A lab network is a bridge network of the engine. Its first address is the gateway and, at the same time, this machine's
 * own address on it; the engine masquerades what leaves it.
 */
final class DockerNetworks {
    private static final String MTU = "com.docker.network.driver.mtu";

    private final DockerClient docker;
    private final LabObjects objects;
    private final SubnetPool pool;
    private final HostRoutes routes;

    DockerNetworks(DockerClient docker, LabObjects objects, SubnetPool pool, HostRoutes routes) {
        this.docker = docker;
        this.objects = objects;
        this.pool = pool;
        this.routes = routes;
    }

    synchronized NetworkState create(NetworkSpec spec) {
        var existing = find(spec.id());
        if (existing.isPresent()) {
            return state(existing.get());
        }
        var wish = Ipv4Cidr.parse(spec.cidr());
        var candidates =
                spec.fixedCidr() ? Stream.of(wish) : Stream.concat(Stream.of(wish), pool.networks(objects.labId()));
        var refusal = "";
        for (var candidate : (Iterable<Ipv4Cidr>) candidates::iterator) {
            refusal = tryCreate(spec, candidate);
            if (refusal.isEmpty()) {
                return new NetworkState(candidate.toString(), candidate.address(1));
            }
        }
        throw new HypervisorException(
                spec.fixedCidr()
                        ? "Network %s cannot have %s: it overlaps with %s".formatted(spec.name(), wish, refusal)
                        : "Network %s: neither %s nor any /%d of %s is free on this machine (last: %s)"
                                .formatted(spec.name(), wish, pool.prefix(), pool.range(), refusal));
    }

    /** @return what it overlaps with, or an empty text when it was created */
    private String tryCreate(NetworkSpec spec, Ipv4Cidr cidr) {
        var collision = routes.collision(cidr);
        if (collision.isPresent()) {
            return collision.get();
        }
        var ipam = new Network.Ipam()
                .withConfig(List.of(
                        new Network.Ipam.Config().withSubnet(cidr.toString()).withGateway(cidr.address(1))));
        try {
            docker.createNetworkCmd()
                    .withName(objects.name(spec.id()))
                    .withDriver("bridge")
                    .withCheckDuplicate(true)
                    .withIpam(ipam)
                    .withOptions(routes.defaultMtu()
                            .map(mtu -> Map.of(MTU, mtu.toString()))
                            .orElse(Map.of()))
                    .withLabels(objects.labels(LabObjects.NETWORK, spec.id(), Map.of("dev.davit.name", spec.name())))
                    .exec();
            return "";
        } catch (DockerException e) {
            var text = EngineError.text(e);
            if (text.contains("overlap") || text.contains("conflicts with network")) {
                return "another network of the engine (" + text + ")";
            }
            throw new HypervisorException("Network " + spec.name() + " (" + cidr + "): " + text, e);
        }
    }

    void delete(String networkId) {
        find(networkId).ifPresent(network -> {
            try {
                docker.removeNetworkCmd(network.getId()).exec();
            } catch (NotFoundException gone) {
                return; // somebody else was faster; it is gone, as wished
            } catch (DockerException e) {
                throw new HypervisorException("Network " + networkId + " cannot be deleted: " + EngineError.text(e), e);
            }
        });
    }

    Network require(String networkId) {
        return find(networkId)
                .orElseThrow(() ->
                        new HypervisorException("There is no network " + networkId + " in lab " + objects.labId()));
    }

    static NetworkState state(Network network) {
        var config = network.getIpam().getConfig().getFirst();
        return new NetworkState(config.getSubnet(), config.getGateway());
    }

    void purge() {
        docker.listNetworksCmd().withFilter("label", List.of(LabObjects.LAB + "=" + objects.labId())).exec().stream()
                .map(network -> network.getLabels().get(LabObjects.NETWORK))
                .forEach(this::delete);
    }

    private Optional<Network> find(String networkId) {
        var labels = objects.labels(LabObjects.NETWORK, networkId);
        return docker
                .listNetworksCmd()
                .withFilter(
                        "label",
                        labels.entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .toList())
                .exec()
                .stream()
                .findFirst();
    }
}

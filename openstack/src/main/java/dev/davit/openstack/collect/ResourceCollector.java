package dev.davit.openstack.collect;

import dev.davit.lifecycle.instance.CpProtocolInfo;
import dev.davit.lifecycle.instance.ExtCpInfo;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VirtualStorageResourceInfo;
import dev.davit.lifecycle.instance.VnfLinkPort;
import dev.davit.lifecycle.instance.VnfResources;
import dev.davit.lifecycle.instance.VnfcInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo.VnfcCpInfo;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.heat.Connection;
import dev.davit.openstack.heat.Connections;
import dev.davit.openstack.heat.Layout;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the resources of a stack as the standard describes them: VNFCs, connection points, virtual links, storages. */
public final class ResourceCollector {
    private final VimWork work;
    private final Layout layout;
    private final Connections connections;
    private final List<StackResource> resources;
    private final List<StackResource> servers;

    /** @param resources of the stack and all stacks nested in it */
    public ResourceCollector(VimWork work, Layout layout, Connections connections, List<StackResource> resources) {
        this.work = work;
        this.layout = layout;
        this.connections = connections;
        this.resources = List.copyOf(resources);
        this.servers = resources.stream()
                .filter(r -> r.isServer() && !r.physicalId().isEmpty())
                .filter(r -> layout.flavour().vdu(r.name()).isPresent())
                .sorted(Comparator.<StackResource>comparingInt(r -> vduIndex(r.name()))
                        .thenComparing(r -> r.stack().name()))
                .toList();
    }

    /** All Neutron ports of the stack, and those of the request that connection points use. */
    public Set<String> portIds() {
        var ids = new LinkedHashSet<String>();
        resources.stream().filter(r -> r.isPort() && !r.physicalId().isEmpty()).forEach(r -> ids.add(r.physicalId()));
        for (StackResource server : servers) {
            for (VduCp cp : layout.cps(vdu(server))) {
                existingPort(cp).ifPresent(ids::add);
            }
        }
        return ids;
    }

    /** The servers that Nova has to be asked about: those that were not there when it was asked before. */
    public List<String> newServerIds(VnfResources before) {
        var former = new KnownIds(before).formerVnfcs(servers);
        return servers.stream()
                .filter(s -> !Placement.isKnown(s, Optional.ofNullable(former.get(HeatName.of(s)))))
                .map(StackResource::physicalId)
                .toList();
    }

    public boolean hasServerGroups() {
        return resources.stream().anyMatch(StackResource::isServerGroup);
    }

    /** @param before what was known so far; gives the ids @param vimState kept with the instance */
    public VnfResources collect(Found found, VnfResources before, StackRef top, Map<String, String> vimState) {
        var ids = new KnownIds(before);
        var former = ids.formerVnfcs(servers);
        var links = new VirtualLinks(work, layout, connections, resources, ids);
        var addresses = new Addresses(resources, found);
        var vnfcs = new ArrayList<VnfcResourceInfo>();
        var infos = new ArrayList<VnfcInfo>();
        var extCps = new ArrayList<ExtCpInfo>();
        var storages = new ArrayList<VirtualStorageResourceInfo>();
        for (StackResource server : ids.inOrder(servers, former)) {
            var old = Optional.ofNullable(former.get(HeatName.of(server)));
            UUID id = old.map(VnfcResourceInfo::id).orElseGet(UUID::randomUUID);
            var cps = new ArrayList<VnfcCpInfo>();
            for (VduCp cp : layout.cps(vdu(server))) {
                cps.add(connectionPoint(server, cp, id, KnownIds.cp(old, cp.name()), found, ids, links, extCps));
            }
            var own = storages(server, old, ids);
            storages.addAll(own);
            var storageIds = own.stream().map(VirtualStorageResourceInfo::id).toList();
            var metadata = new HashMap<>(HeatName.of(server).asMetadata());
            metadata.putAll(new Placement(found).of(server, old));
            metadata.putAll(addresses.of(server, !server.stack().id().equals(top.id())));
            vnfcs.add(new VnfcResourceInfo(id, server.name(), handle(server), storageIds, cps, metadata));
            infos.add(new VnfcInfo(ids.vnfcInfo(id), server.name(), "STARTED", id));
        }
        for (StackResource port : addresses.portsOfNone(servers, top.id())) {
            shared(port, found, ids, links).ifPresent(extCps::add);
        }
        var state = new HashMap<>(vimState);
        state.putAll(addresses.ofNone(servers, top.id()));
        return new VnfResources(extCps, vnfcs, links.all(), storages, infos, state);
    }

    /** A port of no VNFC that the request connects, such as a virtual IP: an external CP of the VNF itself. */
    private Optional<ExtCpInfo> shared(StackResource resource, Found found, KnownIds ids, VirtualLinks links) {
        return connections
                .external(resource.name())
                .flatMap(link -> found.port(resource.physicalId()).map(port -> {
                    UUID id = ids.sharedCp(resource.name());
                    links.add(link.id(), new VnfLinkPort(ids.linkPort(id), handle(resource), Optional.of(id)));
                    return new ExtCpInfo(
                            id,
                            resource.name(),
                            Protocols.of(port, connections.config(resource.name())),
                            Optional.empty(),
                            Optional.empty());
                }));
    }

    private VnfcCpInfo connectionPoint(
            StackResource server,
            VduCp cp,
            UUID vnfcId,
            UUID cpId,
            Found found,
            KnownIds ids,
            VirtualLinks links,
            List<ExtCpInfo> extCps) {
        var connection = connections.find(cp);
        var portId = portId(server, cp, found);
        CpProtocolInfo protocol = portId.flatMap(found::port)
                .map(p -> Protocols.of(p, connection.flatMap(Connection::config)))
                .orElseGet(() -> new CpProtocolInfo(Optional.empty(), List.of()));
        Optional<UUID> linkPortId = portId.map(p -> {
            var handle = new ResourceHandle(vimId(), p, Optional.of("OS::Neutron::Port"));
            var linkPort = new VnfLinkPort(ids.linkPort(cpId), handle, Optional.of(cpId));
            connection.ifPresent(c -> links.add(c.link(), linkPort));
            return linkPort.id();
        });
        Optional<UUID> extCpId = Optional.empty();
        if (cp.isExternal()) {
            extCpId = Optional.of(ids.extCp(vnfcId, cp.name()));
            extCps.add(new ExtCpInfo(
                    extCpId.get(),
                    cp.name(),
                    protocol,
                    connection.flatMap(Protocols::extLinkPort),
                    Optional.of(vnfcId)));
        }
        return new VnfcCpInfo(cpId, cp.name(), extCpId, linkPortId, protocol, portId.flatMap(found::floatingAddress));
    }

    private List<VirtualStorageResourceInfo> storages(
            StackResource server, Optional<VnfcResourceInfo> old, KnownIds ids) {
        var vdu = vdu(server);
        return layout.storages(vdu).stream()
                .flatMap(storage -> besides(server, layout.volumeName(vdu, storage))
                        .or(() -> besides(server, storage.name()))
                        .filter(StackResource::isVolume)
                        .map(volume -> new VirtualStorageResourceInfo(
                                ids.storage(old, storage.name()), storage.name(), handle(volume)))
                        .stream())
                .toList();
    }

    /** The port beside the server; in templates of a package it may be elsewhere, and still be the server's. */
    private Optional<String> portId(StackResource server, VduCp cp, Found found) {
        return besides(server, cp.name())
                .filter(StackResource::isPort)
                .or(() -> resources.stream()
                        .filter(r -> r.isPort() && r.name().equals(cp.name()))
                        .filter(r -> found.port(r.physicalId())
                                .filter(p -> p.serverId().equals(server.physicalId()))
                                .isPresent())
                        .findFirst())
                .map(StackResource::physicalId)
                .or(() -> existingPort(cp));
    }

    private Optional<String> existingPort(VduCp cp) {
        return connections
                .find(cp)
                .filter(Connection.ExistingPort.class::isInstance)
                .map(c -> ((Connection.ExistingPort) c).portId());
    }

    /** A resource of the same (nested) stack. */
    private Optional<StackResource> besides(StackResource server, String name) {
        return resources.stream()
                .filter(r -> r.name().equals(name)
                        && r.stack().id().equals(server.stack().id()))
                .filter(r -> !r.physicalId().isEmpty())
                .findFirst();
    }

    private ResourceHandle handle(StackResource resource) {
        return new ResourceHandle(vimId(), resource.physicalId(), Optional.of(resource.type()));
    }

    private Optional<String> vimId() {
        return Optional.of(work.vim().id().toString());
    }

    private Vdu vdu(StackResource server) {
        return layout.flavour().vdu(server.name()).orElseThrow();
    }

    private int vduIndex(String name) {
        return layout.flavour().vdus().stream().map(Vdu::name).toList().indexOf(name);
    }
}

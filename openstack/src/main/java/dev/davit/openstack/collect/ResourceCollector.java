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
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.heat.Connection;
import dev.davit.openstack.heat.Connections;
import dev.davit.openstack.heat.Layout;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** The Neutron ports of all connection points. */
    public Set<String> portIds() {
        var ids = new LinkedHashSet<String>();
        for (StackResource server : servers) {
            for (VduCp cp : layout.cps(vdu(server))) {
                portId(server, cp).ifPresent(ids::add);
            }
        }
        return ids;
    }

    /** @param before what was known so far; gives the ids @param vimState kept with the instance */
    public VnfResources collect(Found found, VnfResources before, Map<String, String> vimState) {
        var ids = new KnownIds(before);
        var former = ids.formerVnfcs(servers);
        var links = new VirtualLinks(work, layout, connections, resources, ids);
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
            vnfcs.add(new VnfcResourceInfo(
                    id,
                    server.name(),
                    handle(server),
                    storageIds,
                    cps,
                    HeatName.of(server).asMetadata()));
            infos.add(new VnfcInfo(ids.vnfcInfo(id), server.name(), "STARTED", id));
        }
        return new VnfResources(extCps, vnfcs, links.all(), storages, infos, vimState);
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
        var connection = connections.of(cp);
        var portId = portId(server, cp);
        CpProtocolInfo protocol = portId.flatMap(
                        p -> Optional.ofNullable(found.ports().get(p)))
                .map(p -> Protocols.of(p, connection))
                .orElseGet(() -> new CpProtocolInfo(Optional.empty(), List.of()));
        Optional<UUID> linkPortId = portId.map(p -> {
            var handle = new ResourceHandle(vimId(), p, Optional.of("OS::Neutron::Port"));
            var linkPort = new VnfLinkPort(ids.linkPort(cpId), handle, Optional.of(cpId));
            links.add(connection, linkPort);
            return linkPort.id();
        });
        Optional<UUID> extCpId = Optional.empty();
        if (cp.isExternal()) {
            extCpId = Optional.of(ids.extCp(vnfcId, cp.name()));
            extCps.add(new ExtCpInfo(
                    extCpId.get(), cp.name(), protocol, Protocols.extLinkPort(connection), Optional.of(vnfcId)));
        }
        var floating = portId.flatMap(
                p -> Optional.ofNullable(found.floatingAddresses().get(p)));
        return new VnfcCpInfo(cpId, cp.name(), extCpId, linkPortId, protocol, floating);
    }

    private List<VirtualStorageResourceInfo> storages(
            StackResource server, Optional<VnfcResourceInfo> old, KnownIds ids) {
        var vdu = vdu(server);
        return layout.storages(vdu).stream()
                .flatMap(storage -> besides(server, layout.volumeName(vdu, storage))
                        .filter(StackResource::isVolume)
                        .map(volume -> new VirtualStorageResourceInfo(
                                ids.storage(old, storage.name()), storage.name(), handle(volume)))
                        .stream())
                .toList();
    }

    private Optional<String> portId(StackResource server, VduCp cp) {
        if (connections.of(cp) instanceof Connection.ExistingPort existing) {
            return Optional.of(existing.portId());
        }
        return besides(server, cp.name()).filter(StackResource::isPort).map(StackResource::physicalId);
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

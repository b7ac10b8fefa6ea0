package dev.davit.lab.nova;

import dev.davit.lab.cinder.Volumes;
import dev.davit.lab.glance.Images;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.neutron.Neutron;
import dev.davit.lab.store.Documents;
import dev.davit.lab.store.Store;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The servers: records here, guests at the hypervisor. */
public final class Servers {
    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
    private final Documents documents;
    private final Hypervisor hypervisor;
    private final Neutron neutron;
    private final Volumes volumes;
    private final ServerGroups groups;
    private final ServerDisks disks;
    private final ServerPlan plan;
    private final Flavors flavors;
    private final Quotas quotas;

    public Servers(
            Store store,
            Hypervisor hypervisor,
            Neutron neutron,
            Images images,
            Flavors flavors,
            KeyPairs keys,
            Volumes volumes,
            ServerGroups groups,
            Quotas quotas) {
        this.documents = store.kind("servers");
        this.hypervisor = hypervisor;
        this.neutron = neutron;
        this.volumes = volumes;
        this.groups = groups;
        this.flavors = flavors;
        this.quotas = quotas;
        this.disks = new ServerDisks(documents, hypervisor, volumes);
        this.plan = new ServerPlan(neutron, images, flavors, keys, volumes);
    }

    /** A server that was accepted, and what is left to do for it. Boot returns when it runs, or is in ERROR with its fault. */
    public record Accepted(String id, Runnable boot) {}

    /** Checks the wish and takes ports and volumes; 4xx when it cannot be. */
    public Accepted create(Caller caller, ServerWish wish) {
        wish.group().ifPresent(groups::get);
        quotas.demand(caller.projectId(), flavors.find(wish.flavor()));
        ServerPlan.Planned planned = plan.of(caller, wish);
        documents.put(planned.document());
        String id = planned.document().get("id").asString();
        wish.group().ifPresent(g -> place(id, g));
        return new Accepted(id, () -> boot(id, planned));
    }

    /** All servers run on one machine, which plays as many compute hosts as anti-affinity asks for. */
    private synchronized void place(String id, String group) {
        ObjectNode joined = groups.get(group);
        groups.join(group, id);
        if (!joined.get("policy").asString().endsWith("anti-affinity")) {
            return;
        }
        var taken = new HashSet<String>();
        joined.get("members")
                .forEach(member ->
                        documents.get(member.asString()).ifPresent(server -> taken.add(ServerViews.host(server))));
        String free = ServerViews.HOST;
        for (int n = 2; taken.contains(free); n++) {
            free = ServerViews.HOST + n;
        }
        String host = free;
        documents.change(id, server -> server.put("host", host));
    }

    private void boot(String id, ServerPlan.Planned planned) {
        try {
            hypervisor.createServer(planned.spec());
            documents.change(
                    id, s -> s.put("status", "ACTIVE").put("updated", Ids.now()).put("launched", Ids.now()));
            if (documents.get(id).isEmpty()) {
                // deleted while it was booting
                hypervisor.deleteServer(id);
            }
        } catch (HypervisorException e) {
            LOG.warn("Server {} ({}) did not start: {}", planned.spec().name(), id, e.getMessage());
            fail(id, e.getMessage());
        }
    }

    /** Puts a server into ERROR. */
    public void fail(String id, String message) {
        documents.change(
                id,
                s -> s.put("status", "ERROR")
                        .put("updated", Ids.now())
                        .set(
                                "fault",
                                Json.object()
                                        .put("code", 500)
                                        .put("created", Ids.now())
                                        .put("message", message)));
    }

    /** After a start from a snapshot: servers whose guest is gone, or whose boot was cut off, are in ERROR. */
    public void reconcile() {
        for (ObjectNode server : documents.all()) {
            String id = server.get("id").asString();
            String status = server.get("status").asString();
            java.util.Optional<Boolean> running = hypervisor.running(id);
            if (running.isEmpty() && !status.equals("ERROR")) {
                fail(id, "The guest was gone when the lab started again");
            } else if (running.isPresent() && !status.equals("ERROR")) {
                documents.change(id, s -> s.put("status", running.get() ? "ACTIVE" : "SHUTOFF"));
            }
        }
    }

    public int count() {
        return documents.all().size();
    }

    public ObjectNode get(String id) {
        return documents.get(id).orElseThrow(() -> ApiException.notFound("Instance " + id + " could not be found."));
    }

    public boolean exists(String id) {
        return documents.get(id).isPresent();
    }

    List<ObjectNode> all() {
        return documents.all();
    }

    public ObjectNode update(String id, JsonNode wish) {
        get(id);
        return documents
                .change(id, s -> {
                    Json.text(wish, "name").ifPresent(n -> s.put("name", n));
                    if (wish.has("metadata")) {
                        s.set("metadata", wish.get("metadata"));
                    }
                    s.put("updated", Ids.now());
                })
                .orElseThrow();
    }

    /** Removes guest, the ports made for it, and lets go of the other ports and the volumes. Fine when it is gone. */
    public void delete(String id) {
        if (documents.get(id).isEmpty()) {
            return;
        }
        documents.change(id, s -> s.put("task_state", "deleting"));
        hypervisor.deleteServer(id);
        documents.remove(id).ifPresent(this::letGo);
        groups.leave(id);
    }

    private void letGo(ObjectNode server) {
        String id = server.get("id").asString();
        List<String> own = texts(server.get("ownPorts"));
        for (ObjectNode port : neutron.ports().of(id)) {
            String portId = port.get("id").asString();
            if (own.contains(portId)) {
                neutron.ports().delete(portId);
            } else {
                neutron.ports().bind(portId, "", "");
            }
        }
        for (JsonNode disk : server.get("volumes")) {
            String volume = disk.get("id").asString();
            volumes.detach(volume);
            if (disk.get("delete_on_termination").asBoolean()) {
                volumes.delete(volume);
            }
        }
    }

    /**
     * Takes away what a replacement needs: ports and volumes that are not the server's own. The guest goes with them, since its
     * addresses must be free at the hypervisor; the record stays until the server is deleted.
     */
    public void giveUpPortsAndVolumes(String id) {
        documents.get(id).ifPresent(server -> {
            hypervisor.deleteServer(id);
            List<String> own = texts(server.get("ownPorts"));
            neutron.ports().of(id).stream()
                    .map(p -> p.get("id").asString())
                    .filter(p -> !own.contains(p))
                    .forEach(p -> neutron.ports().bind(p, "", ""));
            ArrayNode kept = Json.array();
            for (JsonNode disk : server.get("volumes")) {
                if (disk.get("delete_on_termination").asBoolean()) {
                    kept.add(disk);
                } else {
                    volumes.detach(disk.get("id").asString());
                }
            }
            documents.change(id, s -> s.put("status", "SHUTOFF").set("volumes", kept));
        });
    }

    /** Power on or off. */
    public void power(String id, boolean on) {
        String status = get(id).get("status").asString();
        if (status.equals(on ? "ACTIVE" : "SHUTOFF")
                || !List.of("ACTIVE", "SHUTOFF").contains(status)) {
            throw ApiException.conflict(
                    "Cannot '" + (on ? "start" : "stop") + "' instance " + id + " while it is in vm_state "
                            + (status.equals("SHUTOFF") ? "stopped" : status.toLowerCase(java.util.Locale.ROOT)));
        }
        hypervisor.power(id, on);
        documents.change(id, s -> s.put("status", on ? "ACTIVE" : "SHUTOFF").put("updated", Ids.now()));
        if (on) {
            disks.giveAgain(id);
        }
    }

    void reboot(String id) {
        get(id);
        hypervisor.power(id, false);
        hypervisor.power(id, true);
        documents.change(id, s -> s.put("status", "ACTIVE").put("updated", Ids.now()));
        disks.giveAgain(id);
    }

    String console(String id, int lines) {
        get(id);
        return hypervisor.consoleLog(id, lines);
    }

    public ObjectNode attach(String id, String volume, String device) {
        return disks.attach(get(id), volume, device);
    }

    public void detach(String id, String volume) {
        disks.detach(id, volume);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}

package dev.davit.lab.nova;

import dev.davit.lab.cinder.Volumes;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The volumes that servers get and lose after they were made. */
final class ServerDisks {
    private final Documents servers;
    private final Hypervisor hypervisor;
    private final Volumes volumes;

    ServerDisks(Documents servers, Hypervisor hypervisor, Volumes volumes) {
        this.servers = servers;
        this.hypervisor = hypervisor;
        this.volumes = volumes;
    }

    /** @return Nova's volumeAttachment; a server that is off finds the disk when it is switched on */
    ObjectNode attach(ObjectNode server, String volume, String device) {
        String id = server.get("id").asString();
        String status = server.get("status").asString();
        if (!List.of("ACTIVE", "SHUTOFF").contains(status)) {
            throw ApiException.conflict("Cannot 'attach_volume' instance " + id + " while it is in vm_state "
                    + (status.equals("BUILD") ? "building" : status.toLowerCase(Locale.ROOT)));
        }
        String name = device.isEmpty()
                ? "/dev/vd" + (char) ('b' + server.get("volumes").size())
                : device;
        volumes.attach(volume, id, name);
        servers.change(id, s -> ((ArrayNode) s.get("volumes")).add(ServerPlan.disk(volume, name, false)));
        if (status.equals("ACTIVE")) {
            try {
                hypervisor.attachVolume(id, volume);
            } catch (HypervisorException e) {
                forget(id, volume);
                throw e;
            }
        }
        return ServerViews.attachment(id, ServerPlan.disk(volume, name, false));
    }

    void detach(String id, String volume) {
        hypervisor.detachVolume(id, volume);
        forget(id, volume);
    }

    /** After the server was switched on. */
    void giveAgain(String id) {
        servers.get(id)
                .ifPresent(server -> server.get("volumes")
                        .forEach(disk ->
                                hypervisor.attachVolume(id, disk.get("id").asString())));
    }

    private void forget(String id, String volume) {
        volumes.detach(volume);
        servers.change(id, s -> {
            ArrayNode left = Json.array();
            s.get("volumes").forEach(d -> {
                if (!d.get("id").asString().equals(volume)) {
                    left.add(d);
                }
            });
            s.set("volumes", left);
        });
    }
}

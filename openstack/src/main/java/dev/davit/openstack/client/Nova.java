package dev.davit.openstack.client;

import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Nova 2.1. All methods throw {@link dev.davit.openstack.http.CloudException}. */
public final class Nova {
    private final Cloud cloud;

    Nova(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The flavors that the project may use. */
    public List<Flavor> flavors() throws InterruptedException {
        var flavors = new ArrayList<Flavor>();
        for (JsonNode f :
                cloud.call(Service.NOVA, Request.get("/flavors/detail")).json().path("flavors")) {
            if (!f.path("OS-FLV-DISABLED:disabled").asBoolean(false)) {
                flavors.add(new Flavor(
                        f.path("id").asString(""),
                        f.path("name").asString(""),
                        f.path("vcpus").asInt(0),
                        f.path("ram").asInt(0),
                        f.path("disk").asInt(0)));
            }
        }
        return flavors;
    }
}

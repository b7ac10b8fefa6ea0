package dev.davit.lab.keystone;

import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The services and where they are, as seen by the client that asks: at the host and port by which it reached the lab. */
final class Catalog {
    static final String REGION = "RegionOne";

    private record Entry(String type, String name, String url) {}

    private final String nfvoUrl;

    Catalog(String nfvoUrl) {
        this.nfvoUrl = nfvoUrl;
    }

    private List<Entry> entries(String root, String project) {
        return List.of(
                new Entry("identity", "keystone", root + "/identity/v3"),
                new Entry("image", "glance", root + "/image"),
                new Entry("compute", "nova", root + "/compute/v2.1"),
                new Entry("network", "neutron", root + "/network"),
                new Entry("volumev3", "cinderv3", root + "/volume/v3/" + project),
                new Entry("block-storage", "cinder", root + "/volume/v3/" + project),
                new Entry("orchestration", "heat", root + "/heat/v1/" + project),
                new Entry("nfv-orchestration", "tacker", nfvoUrl));
    }

    ArrayNode show(String root, String project) {
        ArrayNode catalog = Json.array();
        for (Entry entry : entries(root, project)) {
            ArrayNode endpoints = catalog.addObject()
                    .put("type", entry.type())
                    .put("name", entry.name())
                    .put("id", Ids.fixed("service:" + entry.type()))
                    .putArray("endpoints");
            for (String face : List.of("public", "internal", "admin")) {
                endpoints.add(endpoint(entry, face));
            }
        }
        return catalog;
    }

    private static ObjectNode endpoint(Entry entry, String face) {
        return Json.object()
                .put("id", Ids.fixed("endpoint:" + entry.type() + ":" + face))
                .put("interface", face)
                .put("region", REGION)
                .put("region_id", REGION)
                .put("url", entry.url());
    }

    ArrayNode services(String root) {
        ArrayNode services = Json.array();
        entries(root, "%(tenant_id)s")
                .forEach(e -> services.addObject()
                        .put("id", Ids.fixed("service:" + e.type()))
                        .put("type", e.type())
                        .put("name", e.name())
                        .put("enabled", true));
        return services;
    }

    ArrayNode endpoints(String root) {
        ArrayNode endpoints = Json.array();
        for (Entry entry : entries(root, "%(tenant_id)s")) {
            for (String face : List.of("public", "internal", "admin")) {
                endpoints.add(endpoint(entry, face)
                        .put("service_id", Ids.fixed("service:" + entry.type()))
                        .put("enabled", true));
            }
        }
        return endpoints;
    }
}

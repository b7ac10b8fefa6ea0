package dev.davit.lab.nova;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import dev.davit.lab.store.Store;
import java.util.List;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How many servers, cores and MiB of memory a project may have; -1, as at first, is no limit. Others are accepted and ignored. */
public final class Quotas {
    private static final List<String> NAMES = List.of(
            "cores", "ram", "instances", "server_groups", "server_group_members", "key_pairs", "metadata_items");

    private final Documents quotas;
    private final Documents servers;

    public Quotas(Store store) {
        this.quotas = store.kind("computeQuotas");
        this.servers = store.kind("servers");
    }

    public ObjectNode show(String project) {
        return quotas.get(project).orElseGet(() -> {
            ObjectNode unlimited = Json.object().put("id", project);
            NAMES.forEach(n -> unlimited.put(n, -1));
            return unlimited;
        });
    }

    public ObjectNode change(String project, JsonNode wish) {
        ObjectNode changed = show(project).deepCopy();
        NAMES.stream().filter(wish::has).forEach(n -> changed.put(n, wish.get(n).asInt(-1)));
        return quotas.put(changed);
    }

    /** Nova's /limits, as far as the lab has them. */
    public ObjectNode limits(String project) {
        ObjectNode quota = show(project);
        return Json.object()
                .put("maxTotalInstances", quota.get("instances").asInt())
                .put("maxTotalCores", quota.get("cores").asInt())
                .put("maxTotalRAMSize", quota.get("ram").asInt())
                .put("totalInstancesUsed", used(project, s -> 1))
                .put("totalCoresUsed", used(project, s -> size(s, "vcpus")))
                .put("totalRAMUsed", used(project, s -> size(s, "ram")));
    }

    /** 403 when the project may not have one server more of that flavor. */
    void demand(String project, ObjectNode flavor) {
        demand(project, "instances", 1, used(project, s -> 1));
        demand(project, "cores", flavor.get("vcpus").asInt(), used(project, s -> size(s, "vcpus")));
        demand(project, "ram", flavor.get("ram").asInt(), used(project, s -> size(s, "ram")));
    }

    private void demand(String project, String what, int more, int used) {
        int limit = show(project).get(what).asInt();
        if (limit >= 0 && used + more > limit) {
            throw ApiException.forbidden("Quota exceeded for %s: Requested %d, but already used %d of %d %s"
                    .formatted(what, more, used, limit, what));
        }
    }

    private int used(String project, ToIntFunction<ObjectNode> amount) {
        return servers.where("project_id", project).stream().mapToInt(amount).sum();
    }

    private static int size(ObjectNode server, String what) {
        return server.get("flavor").get(what).asInt();
    }
}

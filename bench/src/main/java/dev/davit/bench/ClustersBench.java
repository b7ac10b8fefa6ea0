package dev.davit.bench;

import dev.davit.cli.demo.KubernetesBundle;
import dev.davit.cli.demo.KubernetesVnf;
import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Checkout;
import dev.davit.e2e.kubernetes.ClusterSite;
import dev.davit.e2e.kubernetes.ClusterVnf;
import dev.davit.e2e.kubernetes.RegistryVm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures real Kubernetes clusters on the lab's Docker guests, connected to a registry VNF: how long 1 + 2 and 1 + 4 nodes take,
 * and how much of that is waiting for VMs and nodes. Run it with {@code bench/clusters}.
 */
public final class ClustersBench {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int SHOWN_STEPS = 6;
    private static final int EVENTS_AT_ONCE = 200;

    private final ClusterSite site;
    private final String registry;

    private ClustersBench(ClusterSite site, String registry) {
        this.site = site;
        this.registry = registry;
    }

    public static void main(String[] arguments) throws Exception {
        KubernetesBundle bundle = KubernetesBundle.find(Checkout.root(), System.getenv())
                .orElseThrow(() -> new IllegalStateException(KubernetesBundle.missing(Checkout.root())));
        try (var site = ClusterSite.start();
                var registry = RegistryVm.deploy(site)) {
            site.api().onboard(ClusterVnf.build(site, bundle, List.of()));
            var bench = new ClustersBench(site, registry.server());
            System.out.println(
                    "| cluster | wall | waiting for VMs and nodes | Davit's own | processor time of the server |");
            System.out.println("|---|---|---|---|---|");
            bench.measure("1 + 2", "instantiation_level_1");
            bench.measure("1 + 4", "instantiation_level_2");
        }
        System.exit(0);
    }

    private void measure(String nodes, String level) throws Exception {
        Api api = site.api();
        String id = api.create(ClusterVnf.VNFD_ID);
        ObjectNode request = KubernetesVnf.parameters(
                "simple", site.networkId("net0"), ClusterVnf.VIM, KubernetesVnf.httpRegistry(registry));
        request.put("instantiationLevelId", level);
        double before = processes().cpuSeconds();
        String operation = api.start(id, "instantiate", request.toString());
        JsonNode done = api.complete(operation, LIMIT);
        double cpu = processes().cpuSeconds() - before;
        print(nodes, time(done, operation), cpu);
        api.complete(api.start(id, "terminate", "{\"terminationType\": \"FORCEFUL\"}"), LIMIT);
    }

    private ServerProcesses processes() {
        return new ServerProcesses(site.server().pid(), site.serverData());
    }

    private OperationTime time(JsonNode occurrence, String operation) {
        String progress = "/davit/v1/vnf_lcm_op_occs/" + operation;
        var steps = new ArrayList<JsonNode>();
        site.api().json(progress + "/steps").forEach(steps::add);
        var events = new ArrayList<JsonNode>();
        long after = 0;
        JsonNode page;
        do {
            page = site.api().json(progress + "/events?after=" + after);
            page.forEach(events::add);
            after = events.isEmpty() ? 0 : events.getLast().get("sequence").longValue();
        } while (page.size() == EVENTS_AT_ONCE);
        return new OperationTime(occurrence, steps, events);
    }

    private static void print(String nodes, OperationTime time, double cpu) {
        double whole = seconds(time.whole());
        double waiting = seconds(time.waiting());
        System.out.printf(
                "| %s | %.1f s | %.1f s (%.1f %%) | %.1f s (%.1f %%) | %.1f s |%n",
                nodes, whole, waiting, 100 * waiting / whole, whole - waiting, 100 * (whole - waiting) / whole, cpu);
        var longest = time.byStep().entrySet().stream()
                .limit(SHOWN_STEPS)
                .map(e -> "%s %.1f s".formatted(e.getKey(), seconds(e.getValue())))
                .toList();
        System.err.println(nodes + ": " + String.join(", ", longest));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}

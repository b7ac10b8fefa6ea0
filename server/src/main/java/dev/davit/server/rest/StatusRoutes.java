package dev.davit.server.rest;

import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.RequestMetrics;
import dev.davit.server.rest.http.Route;
import io.helidon.http.Method;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the server is: /health for load balancers, /metrics for Prometheus. Open to everybody; they tell no names and no secrets. */
public final class StatusRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(StatusRoutes.class);

    private final Jdbi jdbi;
    private final RequestMetrics requests;

    public StatusRoutes(Jdbi jdbi, RequestMetrics requests) {
        this.jdbi = jdbi;
        this.requests = requests;
    }

    public List<Route> routes() {
        return List.of(
                Route.open(Method.GET, "/health", request -> health()),
                Route.open(Method.GET, "/metrics", request -> metrics()));
    }

    private Answer health() {
        boolean database = databaseAnswers();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("status", database ? "UP" : "DOWN");
        node.putArray("checks").addObject().put("name", "database").put("status", database ? "UP" : "DOWN");
        return database ? Answer.ok(node) : new Answer.Json(503, node, Map.of());
    }

    private boolean databaseAnswers() {
        try {
            return jdbi.withHandle(
                    handle -> handle.select("select 1").mapTo(Integer.class).one() == 1);
        } catch (JdbiException e) {
            LOG.warn("The database does not answer: {}", e.getMessage());
            return false;
        }
    }

    private Answer metrics() {
        Runtime runtime = Runtime.getRuntime();
        String text = requests.prometheus()
                + gauge("davit_jvm_memory_used_bytes", runtime.totalMemory() - runtime.freeMemory())
                + gauge("davit_jvm_memory_committed_bytes", runtime.totalMemory())
                + gauge("davit_jvm_memory_max_bytes", runtime.maxMemory())
                + gauge(
                        "davit_jvm_platform_threads",
                        ManagementFactory.getThreadMXBean().getThreadCount())
                + gauge(
                        "davit_uptime_seconds",
                        ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        return Answer.text("text/plain; version=0.0.4; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String gauge(String name, double value) {
        return "# TYPE " + name + " gauge\n" + name + " " + String.format(Locale.ROOT, "%.3f", value) + "\n";
    }
}

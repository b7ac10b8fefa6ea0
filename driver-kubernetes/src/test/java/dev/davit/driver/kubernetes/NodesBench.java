package dev.davit.driver.kubernetes;

import java.time.Duration;

/**
 * Measures what bench/nodes prints: how long a cluster takes when the install script takes so many seconds on every node, for
 * one worker and for twenty. Nodes are simulated, everything of the driver is real.
 */
public final class NodesBench {
    private static final double GOAL = 1.2;

    private NodesBench() {}

    public static void main(String[] arguments) throws Exception {
        var script = Duration.ofSeconds(Long.parseLong(arguments[0]));
        double few = seconds(script, 1);
        double many = seconds(script, 20);
        System.out.println("| what | goal | measured | kept |\n|---|---|---|---|");
        System.out.printf(
                "| cluster of 1 + 1 simulated nodes, script %d s per node | (none) | %.1f s | yes |%n",
                script.toSeconds(), few);
        System.out.printf(
                "| cluster of 1 + 20 | < %.1f x that | %.1f s = %.2f x (%.2f x the scripts alone) | %s |%n",
                GOAL, many, many / few, many / (2.0 * script.toSeconds()), many < GOAL * few ? "yes" : "**no**");
        System.exit(0);
    }

    private static double seconds(Duration script, int workers) throws Exception {
        try (var bed = ClusterBed.of(1, workers)) {
            bed.cluster.installTakes(script);
            bed.scriptLimit = script.multipliedBy(3);
            long begin = System.nanoTime();
            bed.ready();
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}

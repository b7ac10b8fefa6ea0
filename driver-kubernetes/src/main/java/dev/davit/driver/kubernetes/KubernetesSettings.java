package dev.davit.driver.kubernetes;

import dev.davit.driver.vm.VmSettings;
import java.time.Duration;

/**
 * Limits of the driver.
 *
 * @param scriptLimit for one call of the install script
 * @param readyLimit how long nodes may take from their join until they are Ready
 * @param drainLimit how long the pods of a node that leaves may take to end
 * @param pullLimit for the pull that verifies a registry
 * @param largestPull bytes; larger images are not pulled for a verification
 * @param apiConnect how long the cluster's API may take to accept a connection from here before it counts as not reachable
 * @param pollPause between two looks at something that changes
 */
public record KubernetesSettings(
        VmSettings vm,
        Duration scriptLimit,
        Duration readyLimit,
        Duration drainLimit,
        Duration pullLimit,
        long largestPull,
        Duration apiConnect,
        Duration pollPause) {

    public static final KubernetesSettings DEFAULT = new KubernetesSettings(
            VmSettings.DEFAULT,
            Duration.ofMinutes(40),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            256L << 20,
            Duration.ofSeconds(3),
            Duration.ofSeconds(2));

    public KubernetesSettings withVm(VmSettings changed) {
        return new KubernetesSettings(
                changed, scriptLimit, readyLimit, drainLimit, pullLimit, largestPull, apiConnect, pollPause);
    }
}

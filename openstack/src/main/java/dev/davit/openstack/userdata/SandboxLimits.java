package dev.davit.openstack.userdata;

import java.time.Duration;

/**
 * What a user-data script may cost.
 *
 * @param wallClock from its start to its result
 * @param cpu processor time
 * @param memoryBytes address space of its process
 * @param fileBytes the package's files that it sees, together
 * @param outputBytes its result as JSON
 * @param printedBytes what it prints; more ends it
 * @param atOnce scripts that run side by side in one server
 */
public record SandboxLimits(
        Duration wallClock,
        Duration cpu,
        long memoryBytes,
        int fileBytes,
        int outputBytes,
        int printedBytes,
        int atOnce) {

    public static final SandboxLimits DEFAULT = new SandboxLimits(
            Duration.ofSeconds(60), Duration.ofSeconds(30), 256L << 20, 8 << 20, 1 << 20, 256 << 10, 4);

    public SandboxLimits withTimes(Duration newWallClock, Duration newCpu) {
        return new SandboxLimits(newWallClock, newCpu, memoryBytes, fileBytes, outputBytes, printedBytes, atOnce);
    }
}

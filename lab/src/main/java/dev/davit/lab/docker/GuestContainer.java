package dev.davit.lab.docker;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import dev.davit.lab.hypervisor.ServerSpec;
import java.util.List;
import java.util.Map;

/**
 * How much of this machine a server may have. The flavor's memory is a limit, but never less than 1 GiB: systemd, Docker
 * and a container inside would be killed at random below that. The flavor's vCPUs are a share, not a limit: servers of a
 * lab wait for each other most of the time, and an idle machine may as well be used.
 */
final class GuestContainer {
    private static final long LEAST_MEMORY_MIB = 1024;
    private static final int SHARES_PER_VCPU = 1024;

    private GuestContainer() {}

    static HostConfig hostConfig(ServerSpec spec) {
        return HostConfig.newHostConfig()
                .withPrivileged(true)
                .withCgroupnsMode("private")
                .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
                .withTmpFs(Map.of("/run", "exec", "/tmp", "exec"))
                .withMemory(Math.max(LEAST_MEMORY_MIB, spec.ramMiB()) << 20)
                .withCpuShares(Math.clamp(spec.vcpus(), 1, 64) * SHARES_PER_VCPU)
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "4m", "max-file", "1")));
    }
}

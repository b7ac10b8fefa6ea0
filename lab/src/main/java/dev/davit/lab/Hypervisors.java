package dev.davit.lab;

import dev.davit.lab.docker.DockerHypervisor;
import dev.davit.lab.docker.EngineSettings;
import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.none.NoHypervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a hypervisor is chosen. */
final class Hypervisors {
    private static final Logger LOG = LoggerFactory.getLogger(Hypervisors.class);

    private Hypervisors() {}

    static Hypervisor of(LabOptions options) {
        return switch (options.hypervisor()) {
            case NONE -> new NoHypervisor();
            case DOCKER -> DockerHypervisor.start(EngineSettings.fromEnvironment(), options.dataDirectory(), LOG::info);
        };
    }
}

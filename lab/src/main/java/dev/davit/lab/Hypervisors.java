package dev.davit.lab;

import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.none.NoHypervisor;

/** The one place where a hypervisor is chosen. */
final class Hypervisors {
    private Hypervisors() {}

    static Hypervisor of(LabOptions options) {
        return switch (options.hypervisor()) {
            case NONE -> new NoHypervisor();
            case DOCKER ->
                throw new IllegalArgumentException(
                        "This build of the lab has no hypervisor docker; use --hypervisor none");
        };
    }
}

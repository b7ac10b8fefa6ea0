package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import java.util.Optional;

/** The container runtime that a node's kubelet uses or is going to use. */
enum Runtime {
    CONTAINERD,
    DOCKER,
    /** Not installed yet. */
    NONE;

    static final String CONTAINERD_SOCKET = "/run/containerd/containerd.sock";
    private static final String KUBELET_FLAGS = "/var/lib/kubelet/kubeadm-flags.env";

    /** @param said what the runtime stage of the install script printed, when there was one */
    static Runtime detect(VmSession session, Optional<String> said) throws StepFailedException, InterruptedException {
        if (said.filter("docker"::equals).isPresent()) {
            return DOCKER;
        }
        if (said.filter("containerd"::equals).isPresent()) {
            return CONTAINERD;
        }
        Optional<String> flags = session.read(KUBELET_FLAGS);
        if (flags.isPresent()) {
            return flags.get().contains("containerd.sock") ? CONTAINERD : DOCKER;
        }
        if (session.ask(Command.of("docker", "info").sudo()).succeeded()) {
            return DOCKER;
        }
        return session.ask(Command.of("test", "-S", CONTAINERD_SOCKET).sudo()).succeeded() ? CONTAINERD : NONE;
    }
}

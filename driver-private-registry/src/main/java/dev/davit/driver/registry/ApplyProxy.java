package dev.davit.driver.registry;

import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.Command;
import java.util.List;

/**
 * Gives apt and the Docker daemon their proxy, or takes away the one that Davit gave them earlier. Files are written whole
 * and only when they differ, and Docker is restarted only then, so a second run does nothing.
 */
final class ApplyProxy implements Step {
    private final RegistryVm vm;

    ApplyProxy(RegistryVm vm) {
        this.vm = vm;
    }

    @Override
    public StepId id() {
        return vm.step("apply proxy");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        Proxy proxy = vm.parameters().proxy();
        try (VmSession session = vm.connect(context)) {
            boolean docker;
            boolean apt;
            if (proxy.isNone()) {
                apt = session.ensureNoFile(AptProxy.PATH);
                docker = session.ensureNoFile(DockerProxy.DROP_IN_PATH)
                        | session.ensureNoFile(DockerProxy.ENVIRONMENT_PATH);
            } else {
                warnOfNetworks(context, proxy);
                apt = session.ensureFile(AptProxy.PATH, 0600, AptProxy.render(proxy));
                docker = session.ensureFile(DockerProxy.ENVIRONMENT_PATH, 0600, DockerProxy.renderEnvironment(proxy))
                        | session.ensureFile(DockerProxy.DROP_IN_PATH, 0644, DockerProxy.DROP_IN);
            }
            if (docker) {
                reloadDocker(session);
            }
            if (!apt && !docker) {
                return StepResult.nothing();
            }
            return StepResult.of(proxy.isNone() ? Effect.REMOVED : Effect.CHANGED);
        }
    }

    private static void warnOfNetworks(StepContext context, Proxy proxy) {
        List<String> networks = AptProxy.notExempted(proxy.noProxy());
        if (!networks.isEmpty()) {
            context.progress("no_proxy: apt knows single hosts only and will use the proxy for "
                    + String.join(", ", networks) + "; Docker will not");
        }
    }

    private static void reloadDocker(VmSession session) throws StepFailedException, InterruptedException {
        session.must(
                Command.of("systemctl", "daemon-reload").sudo(),
                "systemd does not read its units again",
                "Check the VM with systemctl status.");
        // Restarts it only if it runs; where it does not, the installation will start it.
        session.must(
                Command.of("systemctl", "try-restart", "docker.service").sudo(),
                "Docker does not start with the proxy settings",
                "See journalctl -u docker on the VM.");
    }
}

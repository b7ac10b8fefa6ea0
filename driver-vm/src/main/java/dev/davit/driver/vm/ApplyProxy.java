package dev.davit.driver.vm;

import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives apt and services such as the Docker daemon their proxy, or takes away the one that Davit gave them earlier. Files are
 * written whole and only when they differ, and a service is restarted only then (or when an attempt did not come to its end),
 * so a second run does nothing.
 */
public final class ApplyProxy implements Step {
    private final Vm vm;
    private final Choice choice;
    private final List<String> services;

    /** Says which proxy, when the step runs. */
    @FunctionalInterface
    public interface Choice {
        Proxy of(StepContext context) throws StepFailedException;
    }

    /** @param services names of units, without .service; those that do not exist yet get their settings in advance */
    public ApplyProxy(Vm vm, Choice choice, List<String> services) {
        this.vm = vm;
        this.choice = choice;
        this.services = List.copyOf(services);
    }

    @Override
    public StepId id() {
        return vm.step("apply proxy");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        Proxy proxy = choice.of(context);
        try (VmSession session = vm.connect(context)) {
            boolean apt = proxy.isNone()
                    ? session.ensureNoFile(AptProxy.PATH)
                    : session.ensureFile(AptProxy.PATH, 0600, AptProxy.render(proxy));
            if (!proxy.isNone()) {
                warnOfNetworks(context, proxy);
            }
            var changed = new ArrayList<String>();
            for (String service : services) {
                if (apply(session, proxy, new ServiceProxy(service))) {
                    changed.add(service);
                }
            }
            // A file that an earlier attempt wrote may not have been read by its service.
            List<String> unread = context.repeated() ? services : changed;
            if (!unread.isEmpty()) {
                reload(session, unread);
            }
            if (!apt && changed.isEmpty()) {
                return StepResult.nothing();
            }
            return StepResult.of(proxy.isNone() ? Effect.REMOVED : Effect.CHANGED);
        }
    }

    private boolean apply(VmSession session, Proxy proxy, ServiceProxy service)
            throws StepFailedException, InterruptedException {
        if (proxy.isNone()) {
            return session.ensureNoFile(service.dropInPath()) | session.ensureNoFile(service.environmentPath());
        }
        return session.ensureFile(service.environmentPath(), 0600, ServiceProxy.renderEnvironment(proxy))
                | session.ensureFile(service.dropInPath(), 0644, service.dropIn());
    }

    private void warnOfNetworks(StepContext context, Proxy proxy) {
        List<String> networks = AptProxy.notExempted(proxy.noProxy());
        if (!networks.isEmpty()) {
            context.progress("no_proxy: apt knows single hosts only and will use the proxy for "
                    + String.join(", ", networks) + "; " + String.join(" and ", services) + " will not");
        }
    }

    private static void reload(VmSession session, List<String> services)
            throws StepFailedException, InterruptedException {
        session.must(
                Command.of("systemctl", "daemon-reload").sudo(),
                "systemd does not read its units again",
                "Check the VM with systemctl status.");
        for (String service : services) {
            if (session.ask(Command.of("systemctl", "show", "--property=LoadState", service + ".service"))
                    .stdout()
                    .contains("not-found")) {
                continue; // not installed yet: its first start finds the settings
            }
            // Restarts it only if it runs; where it does not, the installation will start it.
            session.must(
                    Command.of("systemctl", "try-restart", service + ".service").sudo(),
                    service + " does not start with the proxy settings",
                    "See journalctl -u " + service + " on the VM.");
        }
    }
}

package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes sure that a running containerd looks for registries where they are written. A configuration that does already is left
 * alone; any other one is replaced as a whole, because old "mirrors" beside config_path break the CRI plugin.
 */
final class ContainerdConfig {
    private static final Pattern VERSION = Pattern.compile("\\bv?([0-9]+)\\.[0-9]+\\.[0-9]+");
    private static final Pattern SYSTEMD = Pattern.compile("SystemdCgroup\\s*=\\s*true");
    private static final Pattern PAUSE =
            Pattern.compile("(?:sandbox_image|sandbox)\\s*=\\s*[\"']([A-Za-z0-9][A-Za-z0-9._:/@-]*)[\"']");
    private static final Pattern WANTED_PAUSE = Pattern.compile("(?m)^(\\S+/pause:[A-Za-z0-9._-]+)\\s*$");
    private static final String DEFAULT_PAUSE = "registry.k8s.io/pause:3.10";

    private ContainerdConfig() {}

    /** @return whether it was changed */
    static boolean ensure(StepContext context, VmSession session) throws StepFailedException, InterruptedException {
        String dump =
                session.ask(Command.of("containerd", "config", "dump").sudo()).stdout();
        if (dump.contains('"' + ContainerdFiles.DIRECTORY + '"')
                || dump.contains('\'' + ContainerdFiles.DIRECTORY + '\'')) {
            // The dump is made from the file: one that an earlier attempt wrote may not have been read by the service.
            boolean unread = context.repeated() && isOurs(session);
            if (unread) {
                restart(session);
            }
            return unread;
        }
        context.progress("containerd gets a configuration that looks for registries in " + ContainerdFiles.DIRECTORY);
        String config = ContainerdFiles.config(
                major(session), pause(session, dump), SYSTEMD.matcher(dump).find());
        session.ensureFile(ContainerdFiles.CONFIG, 0644, config);
        restart(session);
        return true;
    }

    private static boolean isOurs(VmSession session) throws StepFailedException, InterruptedException {
        return session.read(ContainerdFiles.CONFIG)
                .filter(text -> text.startsWith(ContainerdFiles.HEADER))
                .isPresent();
    }

    private static void restart(VmSession session) throws StepFailedException, InterruptedException {
        session.must(
                Command.of("systemctl", "restart", "containerd.service").sudo(),
                "containerd does not start with its new configuration",
                "See journalctl -u containerd on the node.");
    }

    private static int major(VmSession session) throws StepFailedException, InterruptedException {
        CommandResult result = session.must(
                Command.of("containerd", "--version"),
                "containerd does not tell its version",
                "Check the node's runtime.");
        Matcher version = VERSION.matcher(result.stdout());
        return version.find() ? Integer.parseInt(version.group(1)) : 1;
    }

    /** The pause image is pulled by the runtime, so it has to know which one this kubeadm wants. */
    private static String pause(VmSession session, String dump) throws StepFailedException, InterruptedException {
        CommandResult images = session.ask(Command.of("kubeadm", "config", "images", "list"));
        return first(WANTED_PAUSE, images.stdout()).or(() -> first(PAUSE, dump)).orElse(DEFAULT_PAUSE);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

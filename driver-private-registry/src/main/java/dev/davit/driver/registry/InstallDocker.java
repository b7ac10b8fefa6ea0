package dev.davit.driver.registry;

import dev.davit.driver.vm.Failures;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import java.time.Duration;
import java.util.Map;

/**
 * Makes sure that a Docker daemon runs, from the distribution's own packages.
 *
 * <ol>
 *   <li>"docker info" answers: nothing to do (this is why it can be run again);
 *   <li>Docker is installed but does not run: start it;
 *   <li>otherwise: apt-get update, apt-get install, start it.
 * </ol>
 */
final class InstallDocker implements Step {
    /** apt waits this long for another apt or dpkg, e.g. the unattended upgrade of a VM that has just booted. */
    private static final String LOCK_WAIT = "DPkg::Lock::Timeout=900";

    private static final Duration DAEMON_PAUSE = Duration.ofSeconds(2);
    private static final int DAEMON_ATTEMPTS = 10;
    private static final Command INFO =
            Command.of("docker", "info", "--format", "{{.ServerVersion}}").sudo();

    private final RegistryVm vm;

    InstallDocker(RegistryVm vm) {
        this.vm = vm;
    }

    @Override
    public StepId id() {
        return vm.step("install docker");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        try (VmSession session = vm.connect(context)) {
            CommandResult info = session.ask(INFO);
            if (info.succeeded()) {
                context.progress("Docker " + info.stdout().strip() + " is there already");
                return result(Effect.NOTHING, info);
            }
            boolean present = isInstalled(session);
            if (!present) {
                install(context, session);
            }
            return result(present ? Effect.CHANGED : Effect.CREATED, start(context, session));
        }
    }

    private static StepResult result(Effect effect, CommandResult info) {
        return StepResult.of(effect, Map.of("docker", info.stdout().strip()));
    }

    private static boolean isInstalled(VmSession session) throws StepFailedException, InterruptedException {
        return session.ask(Command.of("systemctl", "cat", "docker.service")).succeeded() && hasClient(session);
    }

    private static boolean hasClient(VmSession session) throws StepFailedException, InterruptedException {
        return session.ask(Command.of("sh", "-c", "command -v docker")).succeeded();
    }

    private void install(StepContext context, VmSession session) throws StepFailedException, InterruptedException {
        // Without Error-Mode=any, apt-get update ends with 0 although a mirror did not answer.
        apt(context, session, "the package lists cannot be fetched", "update", "-o", "APT::Update::Error-Mode=any");
        // A kernel with AppArmor and no apparmor_parser: Docker would start, but no container of it.
        apt(context, session, "Docker cannot be installed", "install", "docker.io", "ca-certificates", "apparmor");
        if (!hasClient(session)) {
            // Since Debian 13 the client is a package of its own.
            apt(context, session, "the Docker client cannot be installed", "install", "docker-cli");
        }
    }

    private void apt(StepContext context, VmSession session, String what, String... arguments)
            throws StepFailedException, InterruptedException {
        var words = new java.util.ArrayList<>(java.util.List.of(
                "apt-get", "-q", "-y", "--no-install-recommends", "-o", LOCK_WAIT, "-o", "Acquire::Retries=3"));
        words.addAll(java.util.List.of(arguments));
        Command command = Command.of(words)
                .env("DEBIAN_FRONTEND", "noninteractive")
                .env("LC_ALL", "C")
                .sudo();
        Duration pause = vm.settings().retryPause();
        for (int attempt = 1; ; attempt++) {
            CommandResult result = session.run(command, vm.settings().installLimit());
            if (result.succeeded()) {
                return;
            }
            if (attempt == RegistryDriverSettings.ATTEMPTS) {
                throw Failures.of(
                        what,
                        session.host(),
                        result,
                        "Check that the VM reaches its package mirrors (set proxy if there is one in between), or use"
                                + " an image with Docker installed.");
            }
            context.progress(what + ", trying again in " + pause.toSeconds() + " s");
            context.pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private static CommandResult start(StepContext context, VmSession session)
            throws StepFailedException, InterruptedException {
        session.must(
                Command.of("systemctl", "enable", "--now", "docker.service").sudo(),
                "Docker does not start",
                "See journalctl -u docker on the VM.");
        for (int attempt = 1; ; attempt++) {
            CommandResult info = session.ask(INFO);
            if (info.succeeded()) {
                context.progress("Docker " + info.stdout().strip() + " runs");
                return info;
            }
            if (attempt == DAEMON_ATTEMPTS) {
                throw Failures.of(
                        "the Docker daemon does not answer",
                        session.host(),
                        info,
                        "See journalctl -u docker on the VM.");
            }
            context.pause(DAEMON_PAUSE);
        }
    }
}

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
import java.util.Optional;

/**
 * Runs the registry's container. One that runs already as it should is left alone; one that differs or has stopped is
 * replaced, which loses no images as they are in the data directory. A container that could not be started is removed.
 */
final class RunRegistry implements Step {
    private final RegistryVm vm;

    RunRegistry(RegistryVm vm) {
        this.vm = vm;
    }

    @Override
    public StepId id() {
        return vm.step("run registry");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        String reference = RegistryImage.reference(context, vm);
        try (VmSession session = vm.connect(context)) {
            String imageId = RegistryImage.id(session, reference)
                    .orElseThrow(() -> StepFailedException.of(
                            "image " + reference + " has gone from " + session.host() + " since it was brought there",
                            "Fail the operation and heal the VNFC."));
            var wanted = new RegistryContainer(
                    imageId, vm.parameters().port(), vm.parameters().dataDirectory());
            Optional<String> present = state(session);
            if (present.equals(Optional.of("running " + wanted.fingerprint()))) {
                context.progress("the registry runs already");
                return StepResult.nothing();
            }
            if (present.isPresent()) {
                context.progress("replacing the container that is there (" + present.get() + ")");
                remove(session);
            }
            start(session, wanted);
            return StepResult.of(present.isPresent() ? Effect.CHANGED : Effect.CREATED);
        }
    }

    /** Status and label of the container; empty when there is none. */
    private static Optional<String> state(VmSession session) throws StepFailedException, InterruptedException {
        String format = "{{.State.Status}} {{index .Config.Labels \"" + RegistryContainer.LABEL + "\"}}";
        CommandResult result =
                session.ask(Command.of("docker", "container", "inspect", "--format", format, RegistryContainer.NAME)
                        .sudo());
        return result.succeeded() ? Optional.of(result.stdout().strip()) : Optional.empty();
    }

    private static void remove(VmSession session) throws StepFailedException, InterruptedException {
        session.must(
                Command.of("docker", "rm", "--force", RegistryContainer.NAME).sudo(),
                "the old registry container cannot be removed",
                "See journalctl -u docker on the VM.");
    }

    private void start(VmSession session, RegistryContainer wanted) throws StepFailedException, InterruptedException {
        CommandResult result = session.run(wanted.run());
        if (result.succeeded()) {
            return;
        }
        if (state(session).isPresent()) {
            remove(session);
        }
        boolean taken = result.lastLines().stream()
                .anyMatch(
                        line -> line.contains("port is already allocated") || line.contains("address already in use"));
        if (taken) {
            throw Failures.of(
                    "port " + wanted.port() + " of the VM is taken by something else",
                    session.host(),
                    result,
                    "Choose another port_no, or stop what listens there (ss -ltnp on the VM shows it), and retry.");
        }
        throw Failures.of(
                "the registry's container does not start",
                session.host(),
                result,
                "Check that the image is a registry (distribution 2 or 3) for the VM's architecture.");
    }
}

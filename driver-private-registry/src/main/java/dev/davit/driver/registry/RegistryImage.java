package dev.davit.driver.registry;

import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry's image on a VM, and how the step that brings it tells the step that runs it which one it is. */
final class RegistryImage {
    static final String LOAD = "load registry image";
    static final String PULL = "pull registry image";

    /** Name of the reported value. */
    static final String REFERENCE = "image";

    private RegistryImage() {}

    /** What the earlier step brought. */
    static String reference(StepContext context, RegistryVm vm) throws StepFailedException {
        return Stream.of(LOAD, PULL)
                .flatMap(name -> context.resultOf(vm.step(name)).stream())
                .map((Map<String, String> values) -> values.get(REFERENCE))
                .findFirst()
                .orElseThrow(() -> StepFailedException.of(
                        "no earlier step of this operation has brought a registry image to "
                                + vm.vm().label(),
                        "Fail the operation and heal the VNFC."));
    }

    /** Docker's id of an image; empty when it does not have it. */
    static Optional<String> id(VmSession session, String reference) throws StepFailedException, InterruptedException {
        CommandResult result = session.ask(Command.of("docker", "image", "inspect", "--format", "{{.Id}}", reference)
                .sudo());
        return result.succeeded() ? Optional.of(result.stdout().strip()) : Optional.empty();
    }
}

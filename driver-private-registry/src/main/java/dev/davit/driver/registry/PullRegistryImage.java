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
 * Has the VM pull the registry image from the public registry, when the package brings none. An image of that name that is
 * there already is used as it is, so a second run does nothing.
 */
final class PullRegistryImage implements Step {
    private final RegistryVm vm;

    PullRegistryImage(RegistryVm vm) {
        this.vm = vm;
    }

    @Override
    public StepId id() {
        return vm.step(RegistryImage.PULL);
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        String image = vm.settings().image();
        Map<String, String> values = Map.of(RegistryImage.REFERENCE, image);
        try (VmSession session = vm.connect(context)) {
            if (RegistryImage.id(session, image).isPresent()) {
                context.progress(image + " is there already");
                return StepResult.of(Effect.NOTHING, values);
            }
            Duration pause = vm.settings().retryPause();
            for (int attempt = 1; ; attempt++) {
                CommandResult result = session.run(
                        Command.of("docker", "pull", image).sudo(),
                        vm.settings().imageLimit());
                if (result.succeeded()) {
                    return StepResult.of(Effect.CREATED, values);
                }
                if (attempt == RegistryDriverSettings.ATTEMPTS) {
                    throw Failures.of(
                            "the VM cannot pull " + image,
                            session.host(),
                            result,
                            "Set proxy if the VM reaches the public registry through one; or put the image into the VNF"
                                    + " package (docker save) and name it in image_path.");
                }
                context.progress("pulling " + image + " failed, trying again in " + pause.toSeconds() + " s");
                context.pause(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }
}

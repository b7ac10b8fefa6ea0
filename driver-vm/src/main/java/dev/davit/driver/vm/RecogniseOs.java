package dev.davit.driver.vm;

import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.remote.Command;
import java.util.List;
import java.util.Map;

/** Finds out what runs on the VM and whether the driver knows its way there. Only reads, so it can be run again. */
public final class RecogniseOs implements Step {
    private final Vm vm;

    public RecogniseOs(Vm vm) {
        this.vm = vm;
    }

    @Override
    public StepId id() {
        return vm.step("recognise os");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        try (VmSession session = vm.connect(context)) {
            String release = session.ask(Command.of("cat", "/etc/os-release")).stdout();
            String architecture =
                    session.ask(Command.of("uname", "-m")).stdout().strip();
            OperatingSystem os = OperatingSystem.parse(release);
            if (!os.isKnown(architecture)) {
                throw Failures.at(
                        "the VM runs " + os.prettyName() + " on " + architecture + ", which is not known",
                        session.host(),
                        List.of(),
                        "Use an image with " + OperatingSystem.KNOWN + ".");
            }
            context.progress(os.prettyName() + ", " + architecture);
            return StepResult.of(
                    StepResult.Effect.NOTHING,
                    Map.of("os", os.id(), "version", os.version(), "architecture", architecture));
        }
    }
}

package dev.davit.driver.registry;

import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.remote.HostAddress;

/** A VM that shall become a registry. */
record RegistryVm(Vm vm, RegistryDriverSettings settings, RegistryParameters parameters) {

    StepId step(String name) {
        return vm.step(name);
    }

    HostAddress address(StepContext context) throws StepFailedException {
        return vm.address(context);
    }

    VmSession connect(StepContext context) throws StepFailedException, InterruptedException {
        return vm.connect(context);
    }
}

package dev.davit.driver.registry;

import dev.davit.driver.vm.ApplyProxy;
import dev.davit.driver.vm.RecogniseOs;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.WaitForSsh;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.driver.ManagementDriver;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.remote.RemoteHosts;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes VMs container registries: after instantiation, and after healing for those that were healed. Each VNFC that has the
 * CP named by ssh_cp_name becomes a registry of its own; they are worked on side by side.
 *
 * <p>Per host: wait for ssh, recognise os, apply proxy, install docker, load (or pull) registry image, mount data volume where
 * the VDU has one, run registry, verify registry. Every step looks at what is there before it changes anything, so a second run does nothing. Nothing is
 * undone on rollback: the VM goes with its stack.
 */
public final class PrivateRegistryDriver implements ManagementDriver {
    private final RemoteHosts hosts;
    private final RegistryDriverSettings settings;

    public PrivateRegistryDriver(RemoteHosts hosts, RegistryDriverSettings settings) {
        this.hosts = hosts;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "mgmt-drivers-private-registry";
    }

    @Override
    public void validate(DriverWork work, LcmRequest request) {
        switch (request) {
            case LcmRequest.Instantiate instantiate -> parameters(work);
            case LcmRequest.Heal heal -> parameters(work);
            case LcmRequest.Terminate none -> {}
            case LcmRequest.Scale none -> {}
            case LcmRequest.ModifyInfo none -> {}
        }
    }

    @Override
    public List<Phase> hook(LifecycleHook hook, DriverWork work, LcmRequest request) {
        return switch (hook) {
            case INSTANTIATE_END, HEAL_END -> {
                RegistryParameters parameters = parameters(work);
                yield List.of(new Phase("private registry", context -> lanes(context, work, parameters, request)));
            }
            default -> List.of();
        };
    }

    private List<List<Step>> lanes(
            StepContext context, DriverWork work, RegistryParameters parameters, LcmRequest request) {
        List<VnfcResourceInfo> all = context.instance().instantiated().stream()
                .map(InstantiatedVnfInfo::vnfcs)
                .flatMap(List::stream)
                .filter(vnfc -> vnfc.cp(parameters.sshCpName()).isPresent())
                .toList();
        return all.stream()
                .filter(vnfc -> concerns(request, vnfc))
                .map(vnfc -> lane(vm(parameters, vnfc, all), work, DataVolume.of(work, vnfc)))
                .toList();
    }

    private RegistryVm vm(RegistryParameters parameters, VnfcResourceInfo vnfc, List<VnfcResourceInfo> all) {
        var vm = new Vm(
                hosts,
                settings.vm(),
                parameters.login(),
                parameters.sshCpName(),
                parameters.proxy().secrets(),
                vnfc.id(),
                Vm.label(vnfc, all));
        return new RegistryVm(vm, settings, parameters);
    }

    private static boolean concerns(LcmRequest request, VnfcResourceInfo vnfc) {
        return !(request instanceof LcmRequest.Heal heal)
                || heal.isEntireVnf()
                || heal.vnfcInstanceIds().contains(vnfc.id());
    }

    private List<Step> lane(RegistryVm vm, DriverWork work, Optional<DataVolume> volume) {
        Optional<PackagePath> image = vm.parameters().imagePath();
        var steps = new ArrayList<Step>();
        steps.add(new WaitForSsh(vm.vm()));
        steps.add(new RecogniseOs(vm.vm()));
        steps.add(new ApplyProxy(vm.vm(), context -> vm.parameters().proxy(), List.of("docker")));
        steps.add(new InstallDocker(vm));
        steps.add(
                image.isPresent()
                        ? new LoadRegistryImage(vm, work.vnfPackage(), image.get())
                        : new PullRegistryImage(vm));
        volume.ifPresent(v -> steps.add(new MountDataVolume(vm, v)));
        steps.add(new RunRegistry(vm));
        steps.add(new VerifyRegistry(vm));
        return steps;
    }

    private static RegistryParameters parameters(DriverWork work) {
        try (Csar files = work.vnfPackage().open()) {
            return RegistryParameters.parse(work.additionalParams(), new RegistryParameters.Surroundings() {
                @Override
                public List<String> cps() {
                    return work.flavour().cps().stream().map(VduCp::name).toList();
                }

                @Override
                public boolean hasFile(PackagePath path) {
                    return files.contains(path);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("VNF package " + work.vnfPackage().id() + " cannot be opened", e);
        }
    }
}

package dev.davit.driver.registry;

import dev.davit.driver.vm.Failures;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import dev.davit.remote.Content;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Brings the image from the VNF package into the VM's Docker. The file streams from the package through SSH into "docker
 * load", so it lies nowhere in between and nothing is left behind. Where Docker has the image already, nothing is done; a
 * load that was cut off can be done again.
 */
final class LoadRegistryImage implements Step {
    private static final long MIB = 1 << 20;

    private final RegistryVm vm;
    private final OnboardedPackage vnfPackage;
    private final PackagePath path;

    LoadRegistryImage(RegistryVm vm, OnboardedPackage vnfPackage, PackagePath path) {
        this.vm = vm;
        this.vnfPackage = vnfPackage;
        this.path = path;
    }

    @Override
    public StepId id() {
        return vm.step(RegistryImage.LOAD);
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        try (Csar files = vnfPackage.open()) {
            long size = files.size(path);
            ImageArchive archive = examine(context, files);
            try (VmSession session = vm.connect(context)) {
                if (RegistryImage.id(session, "sha256:" + archive.configDigest())
                                .isPresent()
                        && RegistryImage.id(session, archive.reference()).isPresent()) {
                    context.progress(archive.reference() + " is there already");
                    return result(Effect.NOTHING, archive);
                }
                requireSpace(session, size);
                Content content = () -> files.open(path);
                Command load = Command.of("docker", "load").sudo().input(content.counting(progress(context, size)));
                CommandResult loaded = session.run(load, vm.settings().imageLimit());
                if (!loaded.succeeded()) {
                    throw notLoaded(session, loaded);
                }
                if (RegistryImage.id(session, archive.reference()).isEmpty()) {
                    throw Failures.of(
                            "Docker loaded " + path + " but has no image " + archive.reference(),
                            session.host(),
                            loaded,
                            "Make the file again with: docker save -o FILE REPOSITORY:TAG");
                }
                return result(Effect.CREATED, archive);
            }
        } catch (IOException e) {
            throw StepFailedException.of(
                    path + " cannot be read from VNF package " + vnfPackage.id() + ": " + e.getMessage(),
                    "Check the file system of the server's packages, then retry.",
                    e);
        }
    }

    private static StepResult result(Effect effect, ImageArchive archive) {
        return StepResult.of(effect, Map.of(RegistryImage.REFERENCE, archive.reference()));
    }

    private ImageArchive examine(StepContext context, Csar files) throws IOException, StepFailedException {
        try (InputStream in = files.open(path)) {
            ImageArchive archive = ImageArchive.read(in);
            if (archive.images() > 1) {
                context.progress(path + " has " + archive.images() + " images; " + archive.reference() + " is used");
            }
            return archive;
        } catch (ImageArchive.NotAnImageException e) {
            throw StepFailedException.of(
                    path + " in the VNF package is no container image: " + e.getMessage(),
                    "Make the file with: docker save -o FILE REPOSITORY:TAG, and onboard the package again.",
                    e);
        }
    }

    /** Docker unpacks the file first and copies its layers then, so it needs the space twice. */
    private static void requireSpace(VmSession session, long size) throws StepFailedException, InterruptedException {
        String root = session.ask(Command.of("docker", "info", "--format", "{{.DockerRootDir}}")
                        .sudo())
                .stdout()
                .strip();
        CommandResult df = session.ask(Command.of("df", "-Pk", "--", root.isEmpty() ? "/" : root));
        String[] fields =
                df.stdout().lines().reduce((first, last) -> last).orElse("").split("\\s+");
        if (!df.succeeded() || fields.length < 6 || !fields[3].matches("[0-9]+")) {
            return; // Then "docker load" itself will tell.
        }
        long free = Long.parseLong(fields[3]) * 1024;
        long needed = 2 * size + 32 * MIB;
        if (free < needed) {
            throw Failures.at(
                    "not enough disk space on the VM to load the image: " + needed / MIB + " MiB are needed in " + root
                            + ", " + free / MIB + " MiB are free",
                    session.host(),
                    df.stdout().lines().toList(),
                    MORE_SPACE);
        }
    }

    private static final String MORE_SPACE =
            "Free some space on the VM and retry, or use a flavour with a larger disk.";

    private StepFailedException notLoaded(VmSession session, CommandResult loaded)
            throws StepFailedException, InterruptedException {
        boolean full = loaded.lastLines().stream().anyMatch(line -> line.contains("no space left on device"));
        if (!full) {
            return Failures.of(
                    "Docker cannot load " + path,
                    session.host(),
                    loaded,
                    "Check the file with docker load elsewhere; make it with: docker save -o FILE REPOSITORY:TAG");
        }
        session.ask(Command.of("docker", "image", "prune", "--force").sudo());
        return Failures.of(
                "the disk of the VM is full: the image cannot be loaded", session.host(), loaded, MORE_SPACE);
    }

    private static java.util.function.LongConsumer progress(StepContext context, long size) {
        var told = new long[1];
        return sent -> {
            long percent = size == 0 ? 100 : sent * 100 / size;
            if (percent >= told[0] + 20 || percent >= 100 && told[0] < 100) {
                told[0] = percent;
                context.progress("image: " + sent / MIB + " of " + size / MIB + " MiB sent");
            }
        };
    }
}

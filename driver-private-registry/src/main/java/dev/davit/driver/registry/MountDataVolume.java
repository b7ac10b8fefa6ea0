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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mounts the VNFC's volume at the data directory, so that the images outlive the VM.
 *
 * <ol>
 *   <li>Find the disk by the volume's id, which hypervisors give as the disk's serial number, cut to 20 characters by some.
 *   <li>Mounted there already: nothing to do. Something else mounted there: an error. Mounted elsewhere, by the image or its
 *       user data: it is for something else, nothing to do.
 *   <li>No file system, and nothing else that could be told: make one. Anything but a file system: an error. Nothing that
 *       is there is ever overwritten.
 *   <li>Mount it, and have it mounted at every later boot by its file system's id: disks may change their names.
 * </ol>
 *
 * <p>Run twice, it finds it mounted; run again after it was formatted only, it finds the file system and mounts it.
 */
final class MountDataVolume implements Step {
    private static final int SERIAL_LENGTH = 20;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration DISK_AT_MOST = Duration.ofSeconds(60);
    private static final Duration FORMAT_LIMIT = Duration.ofMinutes(10);
    /** blkid(8): nothing is known of what is there. */
    private static final int NOTHING_FOUND = 2;

    private final RegistryVm vm;
    private final DataVolume volume;

    MountDataVolume(RegistryVm vm, DataVolume volume) {
        this.vm = vm;
        this.volume = volume;
    }

    @Override
    public StepId id() {
        return vm.step("mount data volume");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        String directory = vm.parameters().dataDirectory().path();
        String volumeId = volume.id(context);
        try (VmSession session = vm.connect(context)) {
            String disk = disk(context, session, volumeId);
            Optional<String> mounted = found(session, "--output", "SOURCE", "--mountpoint", directory);
            if (mounted.equals(Optional.of(disk))) {
                context.progress("volume " + volumeId + " is mounted at " + directory + " already");
                return StepResult.nothing();
            }
            if (mounted.isPresent()) {
                throw Failures.at(
                        mounted.get() + " is mounted at " + directory + ", where volume " + volumeId + " should be",
                        session.host(),
                        List.of(),
                        "Unmount it, or choose another registry_data_dir.");
            }
            Optional<String> elsewhere = found(session, "--output", "TARGET", "--first-only", "--source", disk);
            if (elsewhere.isPresent()) {
                context.progress("volume " + volumeId + " is in use at " + elsewhere.get()
                        + "; the images stay on the VM's own disk");
                return StepResult.nothing();
            }
            boolean formatted = format(context, session, disk, volumeId);
            mount(session, disk, directory);
            context.progress("volume " + volumeId + " (" + disk + ") is mounted at " + directory);
            return StepResult.of(formatted ? Effect.CREATED : Effect.CHANGED);
        }
    }

    private static String disk(StepContext context, VmSession session, String volumeId)
            throws StepFailedException, InterruptedException {
        String serial = volumeId.substring(0, Math.min(SERIAL_LENGTH, volumeId.length()));
        var find = Command.of(
                        "find",
                        "/dev/disk/by-id",
                        "-name",
                        "*" + serial + "*",
                        "-not",
                        "-name",
                        "*-part*",
                        "-print",
                        "-quit")
                .sudo();
        Duration waited = Duration.ZERO;
        while (true) {
            CommandResult found = session.ask(find);
            String link = found.stdout().strip();
            if (!link.isEmpty()) {
                return session.must(
                                Command.of("readlink", "--canonicalize", link).sudo(),
                                "the disk " + link + " cannot be looked at",
                                "Retry.")
                        .stdout()
                        .strip();
            }
            if (waited.compareTo(DISK_AT_MOST) >= 0) {
                throw Failures.at(
                        "the VM has no disk of volume " + volumeId + " (" + serial + " below /dev/disk/by-id)",
                        session.host(),
                        found.lastLines(),
                        "'openstack volume show " + volumeId
                                + "' tells whether it is attached; attach it, then retry.");
            }
            context.pause(LOOK_AGAIN);
            waited = waited.plus(LOOK_AGAIN);
        }
    }

    /** What findmnt(8) knows of a mount; empty when there is none. */
    private static Optional<String> found(VmSession session, String... question)
            throws StepFailedException, InterruptedException {
        var words = new ArrayList<>(List.of("findmnt", "--noheadings"));
        words.addAll(List.of(question));
        CommandResult result = session.ask(Command.of(words).sudo());
        return Optional.of(result.stdout().strip()).filter(text -> result.succeeded() && !text.isEmpty());
    }

    /** @return whether there was no file system yet */
    private static boolean format(StepContext context, VmSession session, String disk, String volumeId)
            throws StepFailedException, InterruptedException {
        CommandResult probed =
                session.ask(Command.of("blkid", "-p", "-o", "export", disk).sudo());
        if (probed.succeeded() && probed.stdout().lines().anyMatch(line -> line.equals("USAGE=filesystem"))) {
            return false;
        }
        if (probed.exitStatus() != NOTHING_FOUND) {
            throw Failures.of(
                    "volume " + volumeId + " (" + disk + ") has something on it that is no file system",
                    session.host(),
                    probed,
                    "Nothing was changed. Empty it ('wipefs' on the VM) if nobody needs it, then retry.");
        }
        context.progress("volume " + volumeId + " is new and gets a file system");
        session.must(
                Command.of("mkfs.ext4", "-q", disk).sudo(),
                FORMAT_LIMIT,
                "volume " + volumeId + " (" + disk + ") cannot be formatted",
                "See dmesg on the VM.");
        return true;
    }

    private static String fileSystemId(VmSession session, String disk)
            throws StepFailedException, InterruptedException {
        return session.must(
                        Command.of("blkid", "-p", "-s", "UUID", "-o", "value", disk)
                                .sudo(),
                        "the file system of " + disk + " has no id",
                        "Look at it with blkid on the VM.")
                .stdout()
                .strip();
    }

    private static void mount(VmSession session, String disk, String directory)
            throws StepFailedException, InterruptedException {
        String advice = "See dmesg on the VM; the file system may be damaged.";
        session.must(Command.of("mkdir", "--parents", directory).sudo(), directory + " cannot be made", advice);
        session.ensureFile(
                FsTab.PATH,
                0644,
                FsTab.with(session.read(FsTab.PATH).orElse(""), "UUID=" + fileSystemId(session, disk), directory));
        session.must(
                Command.of("mount", disk, directory).sudo(), "the volume cannot be mounted at " + directory, advice);
    }
}

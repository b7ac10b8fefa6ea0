package dev.davit.lab.docker;

/**
 * Volumes as a guest's disks. A volume of the engine is a directory; a file in it, as long as the volume is to be, becomes a
 * disk of the guest, which finds it as on a real hypervisor: by the volume's id, at /dev/disk/by-id/virtio-ID (cut as QEMU cuts
 * it). A process of the guest holds the disks; they go with it, however the guest ends. Disks that come later: {@link LateDisks}.
 */
final class GuestDisks {
    static final String PROGRAM = "/usr/local/lib/davit/disks.py";
    private static final String UNIT = """
            [Unit]
            Description=Volumes of the lab as disks
            Before=ssh.service
            [Service]
            Type=notify
            NotifyAccess=all
            ExecStart=/usr/bin/python3 %s
            """.formatted(PROGRAM);
    private static final String WANTED = """
            [Unit]
            Wants=davit-disks.service
            """;

    /** @param volumeId as Cinder knows it @param directory where the guest has its directory */
    record Disk(String volumeId, String directory, int sizeGiB) {}

    private GuestDisks() {}

    /** What is laid into a guest with these disks. */
    static FileTree files(Iterable<Disk> disks) {
        var lines = new StringBuilder();
        for (Disk disk : disks) {
            lines.append("%s %s %d%n".formatted(disk.volumeId(), disk.directory(), disk.sizeGiB()));
        }
        var files = new FileTree();
        if (!lines.isEmpty()) {
            files.put("/etc/davit/disks", lines.toString(), 0644);
            files.addAll(program());
            files.put("/etc/systemd/system/davit-disks.service", UNIT, 0644);
            files.put("/etc/systemd/system/multi-user.target.d/davit-disks.conf", WANTED, 0644);
        }
        return files;
    }

    /** What makes and holds them. */
    static FileTree program() {
        return new FileTree().put(PROGRAM, Resources.text("guest/disks.py"), 0755);
    }
}

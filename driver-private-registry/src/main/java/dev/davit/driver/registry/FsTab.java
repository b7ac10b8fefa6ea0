package dev.davit.driver.registry;

import java.util.stream.Collectors;

/** What is mounted when the VM boots (fstab(5)). */
final class FsTab {
    static final String PATH = "/etc/fstab";

    /** A VM whose volume is away still boots; one whose volume is slow starts Docker after it. */
    private static final String OPTIONS = "defaults,nofail,x-systemd.before=docker.service";

    private FsTab() {}

    /**
     * The file with this mount in it, in place of any other at that directory.
     *
     * @param present its text
     * @param source what to mount, e.g. UUID=...
     */
    static String with(String present, String source, String directory) {
        String others = present.lines()
                .filter(line -> !mountPoint(line).equals(directory))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return others + source + " " + directory + " auto " + OPTIONS + " 0 2\n";
    }

    private static String mountPoint(String line) {
        String[] fields = line.strip().split("\\s+");
        return fields.length < 2 || fields[0].startsWith("#") ? "" : fields[1];
    }
}

package dev.davit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Proportional set size of processes, from {@code /proc/PID/smaps_rollup} (proc(5)). */
final class ProcessMemory {
    private ProcessMemory() {}

    /** PSS in MiB of a process and everything it started; PostgreSQL's processes are found by their data directory. */
    static double pssMiB(long pid, Path dataDirectory) throws IOException {
        long kibibytes = 0;
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            List<ProcessHandle> ours = all.filter(p -> p.pid() == pid || belongsTo(p, pid, dataDirectory))
                    .toList();
            for (ProcessHandle process : ours) {
                kibibytes += pss(process.pid());
            }
        }
        return kibibytes / 1024.0;
    }

    private static boolean belongsTo(ProcessHandle process, long pid, Path dataDirectory) {
        for (var p = process; ; ) {
            if (p.pid() == pid || commandLine(p.pid()).contains(dataDirectory.toString())) {
                return true;
            }
            var parent = p.parent();
            if (parent.isEmpty() || parent.get().pid() <= 1) {
                return false;
            }
            p = parent.get();
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    private static long pss(long pid) throws IOException {
        Path rollup = Path.of("/proc/" + pid + "/smaps_rollup");
        if (!Files.exists(rollup)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(l -> l.startsWith("Pss:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}

package dev.davit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Davit server, everything it started, and its PostgreSQL, whose processes are found by their data directory. Numbers are from
 * /proc (proc(5)).
 *
 * @param pid of the server
 */
record ServerProcesses(long pid, Path dataDirectory) {
    private static final double TICKS_PER_SECOND = 100;
    /** Of /proc/PID/stat, counted from the state, which comes after the name in brackets. */
    private static final List<Integer> TIMES = List.of(11, 12, 13, 14);

    private interface Amount {
        double of(long pid) throws IOException;
    }

    /** Proportional set size. */
    double pssMiB() throws IOException {
        return sum(ServerProcesses::pss) / 1024;
    }

    /** Processor time so far, with that of children that have ended. */
    double cpuSeconds() throws IOException {
        return sum(ServerProcesses::ticks) / TICKS_PER_SECOND;
    }

    private double sum(Amount amount) throws IOException {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            double sum = 0;
            for (ProcessHandle process :
                    all.filter(p -> belongsTo(p, pid, dataDirectory)).toList()) {
                sum += amount.of(process.pid());
            }
            return sum;
        }
    }

    private static double ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return TIMES.stream().mapToLong(i -> Long.parseLong(fields[i])).sum();
        } catch (IOException gone) {
            return 0;
        }
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

    private static double pss(long pid) throws IOException {
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

package dev.davit.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running PostgreSQL writes about itself into postmaster.pid (process id, data directory, start time, port, socket
 * directory, address, shared memory key, status; one a line).
 */
record PostmasterFile(long pid, int port, boolean ready) {

    /** Empty when there is none, or only the beginning of one. */
    static Optional<PostmasterFile> read(Path pgData) throws IOException {
        try {
            List<String> lines = Files.readAllLines(pgData.resolve("postmaster.pid"));
            if (lines.size() < 4) {
                return Optional.empty();
            }
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(3).strip()),
                    ready));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * The process, if it is alive and the PostgreSQL of this data: after a reboot another program may have its number, and that
     * may well be the PostgreSQL of somebody else.
     */
    Optional<ProcessHandle> process(Path pgData) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(PostmasterFile::isPostgres)
                .filter(process -> worksOn(process, pgData));
    }

    /** PostgreSQL makes its data directory its working directory; what we may not look into, we have not started. */
    private static boolean worksOn(ProcessHandle process, Path pgData) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), pgData);
        } catch (IOException unreadable) {
            return saysOnItsCommandLine(process, pgData);
        }
    }

    private static boolean saysOnItsCommandLine(ProcessHandle process, Path pgData) {
        try {
            String words = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return List.of(words.split("\0")).contains(pgData.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm"))
                    .strip()
                    .equals("postgres");
        } catch (IOException gone) {
            return false;
        }
    }
}

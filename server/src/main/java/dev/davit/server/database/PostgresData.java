package dev.davit.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The data of an embedded PostgreSQL, made by initdb, and the password that lies beside it, readable by the owner only. */
record PostgresData(Path folder, String password) {
    private static final int PASSWORD_BYTES = 24;

    /**
     * Makes what is not there yet.
     *
     * @param parent holds {@code data} and {@code password}
     * @throws DatabaseStartException when there is data that these binaries or this password do not fit
     */
    static PostgresData open(Path parent, String user, PostgresBinaries binaries)
            throws IOException, InterruptedException {
        Path folder = parent.resolve("data");
        Path passwordFile = parent.resolve("password");
        if (!Files.exists(passwordFile) && !Files.exists(folder)) {
            PrivateFile.write(passwordFile, newPassword());
        }
        String password = read(passwordFile);
        if (Files.exists(folder)) {
            checkVersion(folder, binaries);
        } else {
            initialize(folder, user, passwordFile, binaries);
        }
        return new PostgresData(folder, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresData[" + folder + "]";
    }

    private static String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String read(Path passwordFile) throws IOException {
        if (!Files.exists(passwordFile)) {
            throw new DatabaseStartException("The database's password file " + passwordFile
                    + " is missing, but there is data beside it. Restore the file from a backup.");
        }
        return Files.readString(passwordFile).strip();
    }

    private static void checkVersion(Path folder, PostgresBinaries binaries) throws IOException {
        String major = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!major.equals(binaries.major())) {
            throw new DatabaseStartException("The data in " + folder + " is of PostgreSQL " + major
                    + ", this Davit brings PostgreSQL " + binaries.major()
                    + ". Dump it with the Davit that wrote it (pg_dumpall) and restore it into a new data directory.");
        }
    }

    /** initdb works on the side; only a complete data directory gets the name. */
    private static void initialize(Path folder, String user, Path passwordFile, PostgresBinaries binaries)
            throws IOException, InterruptedException {
        Path fresh = Files.createTempDirectory(folder.getParent(), ".initdb-");
        PostgresCommand.run(
                binaries.program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                // Sorts by code point on every machine, whatever locales it has.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}

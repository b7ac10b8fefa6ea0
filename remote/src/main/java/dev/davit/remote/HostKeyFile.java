package dev.davit.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Host keys in a file: one line per machine, identity and key with a tab between. For one process; it is rewritten as a
 * whole and moved into place, so a crash leaves the old or the new one.
 */
public final class HostKeyFile implements HostKeys {
    private final Path file;
    private final Map<String, String> keys = new TreeMap<>();

    /** @throws UncheckedIOException when the file cannot be read or has a line that is no host key */
    public HostKeyFile(Path file) {
        this.file = file;
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String[] fields = line.split("\t", -1);
                if (fields.length != 2) {
                    throw new IOException(file + ":" + number + ": expected an identity, a tab and a public key");
                }
                keys.put(fields[0], fields[1]);
            }
        } catch (NoSuchFileException notYet) {
            // The first host will create it.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the host keys in " + file, e);
        }
    }

    @Override
    public synchronized Optional<String> of(String identity) {
        return Optional.ofNullable(keys.get(identity));
    }

    @Override
    public synchronized void learn(String identity, String key) {
        if (identity.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an identity has no control characters");
        }
        if (keys.putIfAbsent(identity, key) == null) {
            save();
        }
    }

    @Override
    public synchronized void forget(String identity) {
        if (keys.remove(identity) != null) {
            save();
        }
    }

    private void save() {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            String lines = keys.entrySet().stream()
                    .map(e -> e.getKey() + "\t" + e.getValue() + "\n")
                    .collect(Collectors.joining());
            Files.writeString(next, lines, StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the host keys to " + file, e);
        }
    }
}

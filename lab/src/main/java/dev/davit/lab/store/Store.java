package dev.davit.lab.store;

import dev.davit.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that the lab knows, in memory, and a snapshot of it in a file, so that a lab that is started again knows its stacks and
 * servers. The snapshot is written a moment after each change, whole, beside the old one, and then takes its place.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final long PAUSE_MILLIS = 200;

    private final Map<String, Documents> kinds = new LinkedHashMap<>();
    private final Map<String, Supplier<ArrayNode>> live = new LinkedHashMap<>();
    private final Optional<Path> file;
    private final JsonNode restored;
    private final Semaphore dirty = new Semaphore(0);
    private final Thread writer;
    private volatile boolean closed;

    /** @param file of the snapshot; without one nothing outlives the process */
    public Store(Optional<Path> file) {
        this.file = file;
        this.restored = file.filter(Files::exists).map(Store::read).orElse(Json.object());
        this.writer = Thread.ofVirtual().name("lab-snapshot").unstarted(this::write);
        file.ifPresent(f -> writer.start());
    }

    /** Whether a snapshot was found. */
    public boolean wasRestored() {
        return !restored.isEmpty();
    }

    public synchronized Documents kind(String name) {
        return kinds.computeIfAbsent(name, n -> {
            Documents documents = new Documents(n, this::changed);
            documents.restore(restored.path(n));
            return documents;
        });
    }

    /** What the snapshot had under the name; nothing is a missing node. */
    public JsonNode restored(String name) {
        return restored.path(name);
    }

    /** Has the supplier's answer in every snapshot from now on. */
    public synchronized void live(String name, Supplier<ArrayNode> content) {
        live.put(name, content);
    }

    /** To be called after a change of what is live. */
    public void changed() {
        if (file.isPresent()) {
            dirty.release();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Json.MAPPER.readTree(file.toFile());
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "The lab's snapshot " + file + " cannot be read; move it away to start with an empty cloud", e);
        }
    }

    private void write() {
        try {
            while (!closed) {
                dirty.acquire();
                Thread.sleep(PAUSE_MILLIS);
                dirty.drainPermits();
                save();
            }
        } catch (InterruptedException e) {
            LOG.debug("Snapshots stop");
        }
    }

    private synchronized void save() {
        Path target = file.orElseThrow();
        ObjectNode all = Json.object();
        kinds.values().forEach(kind -> all.putArray(kind.name()).addAll(kind.snapshot()));
        live.forEach((name, content) -> all.set(name, content.get()));
        Path next = target.resolveSibling(target.getFileName() + ".next");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.deleteIfExists(next);
            // Templates and parameters may hold secrets.
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(next, Json.MAPPER.writeValueAsBytes(all));
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error(
                    "The lab's snapshot {} cannot be written; a restarted lab will not know its newest resources",
                    target,
                    e);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (file.isPresent()) {
            writer.interrupt();
            save();
        }
    }
}

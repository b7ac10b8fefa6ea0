package dev.davit.server.packages;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a package's content: received or fetched, then read and checked in the background. */
final class Onboarding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Onboarding.class);
    /** Reading is hashing: more at once than processors only makes all of them late. */
    private static final int READ_AT_ONCE = 2;

    private static final int FETCH_AT_ONCE = 4;
    private static final int DATABASE_PAUSE_SECONDS = 2;
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    private final PackageStore store;
    private final PackageFiles files;
    private final PackageReader reader;
    private final UriDownload download;
    private final long maxBytes;
    private final Semaphore reading = new Semaphore(READ_AT_ONCE);
    private final Semaphore fetching = new Semaphore(FETCH_AT_ONCE);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();

    Onboarding(PackageStore store, PackageFiles files, PackageReader reader, UriDownload download, long maxBytes) {
        this.store = store;
        this.files = files;
        this.reader = reader;
        this.download = download;
        this.maxBytes = maxBytes;
    }

    /** Stores the content and records that it is there. */
    void receive(UUID id, InputStream content) throws IOException {
        try {
            VnfPackage.Stored stored = files.receive(id, content);
            if (stored.size() == 0) {
                files.delete(id);
                throw new ProblemException(
                        ProblemDetails.badRequest("body", "the package is empty; a zip file is expected"));
            }
            boolean recorded;
            try {
                recorded = store.processing(id, stored);
            } catch (JdbiException e) {
                // It may have been written all the same; what is there decides when the outcome is recorded.
                throw new IOException("the database did not take it", e);
            }
            if (!recorded) {
                throw new IOException("the package was changed by another request");
            }
        } catch (HashingCopy.TooLong e) {
            throw tooLong();
        } catch (Room.NoRoom e) {
            throw new ProblemException(ProblemDetails.of(
                    507,
                    "Insufficient Storage",
                    "There is no room for this package on the server's disk. Remove packages that nobody needs, or give the"
                            + " server more room, then upload it again."));
        }
    }

    ProblemException tooLong() {
        return new ProblemException(ProblemDetails.of(
                413,
                "Content Too Large",
                "The package is longer than the " + maxBytes + " bytes allowed (option --max-package-bytes)."));
    }

    /** Reads a stored package in the background. */
    void process(UUID id) {
        inBackground(reading, () -> {
            Optional<ProblemDetails> failure = read(id);
            failure.ifPresent(problem -> failed(id, problem));
        });
    }

    /** Asks the database until it answers, or the server stops: what was accepted must not be left where it is. */
    private <T> Optional<T> insist(UUID id, Supplier<T> statement) {
        while (true) {
            try {
                return Optional.of(statement.get());
            } catch (JdbiException e) {
                if (!isAway(e)) {
                    throw e;
                }
                LOG.warn("VNF package {}: the database does not answer, trying again: {}", id, e.getMessage());
            }
            try {
                if (closed.await(DATABASE_PAUSE_SECONDS, TimeUnit.SECONDS)) {
                    return Optional.empty();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    /** Whether it is the database that is not there (SQLSTATE classes 08, 53, 57, 58), not the statement that is wrong. */
    private static boolean isAway(JdbiException e) {
        if (e instanceof ConnectionException) {
            return true;
        }
        return e.getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && AWAY.contains(sql.getSQLState().substring(0, 2));
    }

    /** Fetches a package in the background and then reads it. */
    void fetch(UUID id, UriDownload.Source source) {
        inBackground(fetching, () -> {
            try {
                download.fetch(source, body -> receive(id, body));
                process(id);
            } catch (ProblemException e) {
                failed(id, e.problem());
            } catch (IOException e) {
                failed(id, UriDownload.failed(String.valueOf(e)).problem());
            }
        });
    }

    /** @return why it is not onboarded */
    private Optional<ProblemDetails> read(UUID id) {
        try {
            PackageContent content = reader.read(files.file(id));
            Optional<Boolean> onboarded = insist(id, () -> store.onboarded(id, content));
            if (onboarded.filter(fits -> !fits).isPresent()) {
                return Optional.of(ProblemDetails.conflict("Another VNF package of this project has the vnfdId "
                        + content.vnfd().id()
                        + " already. Delete that one, or give this VNFD another descriptor_id."));
            }
            onboarded.ifPresent(done -> LOG.info(
                    "VNF package {} is onboarded, vnfdId {}", id, content.vnfd().id()));
            return Optional.empty();
        } catch (InvalidPackageException e) {
            List<ProblemDetails.Invalid> invalid =
                    e.problems().stream().map(Onboarding::invalid).toList();
            return Optional.of(new ProblemDetails("Invalid VNF package", 400, e.getMessage(), invalid));
        } catch (IOException e) {
            return Optional.of(ProblemDetails.of(500, "Internal Server Error", "The package could not be read: " + e));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("VNF package {} could not be processed", id, e);
            return Optional.of(ProblemDetails.of(
                    500, "Internal Server Error", "The server failed on this package; its log has the cause."));
        }
    }

    /** An upload that has come to nothing. Its client is not kept waiting for a database that is away. */
    void giveUp(UUID id, ProblemDetails problem) {
        try {
            store.failed(id, problem);
        } catch (JdbiException e) {
            inBackground(new Semaphore(1), () -> failed(id, problem));
        }
    }

    private static ProblemDetails.Invalid invalid(PackageProblem problem) {
        String place = problem.file().orElse("package")
                + (problem.line().isPresent() ? ":" + problem.line().getAsInt() : "");
        return new ProblemDetails.Invalid(place, problem.message());
    }

    private void failed(UUID id, ProblemDetails problem) {
        if (closed.getCount() == 0) {
            // What failed is our stopping, not the package: the next start goes on with it.
            return;
        }
        LOG.info("VNF package {} is not onboarded: {}", id, problem.detail());
        // The file first: once the package is CREATED again a client may upload the next one.
        files.delete(id);
        insist(id, () -> {
            store.failed(id, problem);
            return id;
        });
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private void inBackground(Semaphore turn, Task task) {
        try {
            work.execute(() -> {
                try {
                    turn.acquire();
                    try {
                        task.run();
                    } finally {
                        turn.release();
                    }
                } catch (InterruptedException e) {
                    // The server stops; the next start goes on with it.
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.error("Onboarding stopped unexpectedly", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The server stops; the next start goes on with this package", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        work.shutdownNow();
        work.close();
    }
}

package dev.davit.server.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.server.database.TestDatabase;
import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.csar.Csar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A database that goes away, and a disk that fills, while packages come in. */
@Timeout(60)
class OnboardingTest implements PackageReader {
    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.create();
    private final AtomicBoolean away = new AtomicBoolean();
    private final UUID id = UUID.randomUUID();
    private PackageStore store;
    private Onboarding onboarding;
    private long left = Long.MAX_VALUE;

    @BeforeEach
    void start() {
        store = new PackageStore(
                Jdbi.create(() -> {
                    if (away.get()) {
                        throw new SQLException("gone", "08006");
                    }
                    return database.database().dataSource().getConnection();
                }),
                database.secrets(),
                "node");
        onboarding = new Onboarding(
                store, new PackageFiles(folder, 1 << 20, () -> left), this, new UriDownload(true), 1 << 20);
        store.create(id, "p", JsonMapper.shared().createObjectNode());
        assertThat(store.uploading(id, Optional.empty())).isTrue();
    }

    @AfterEach
    void close() {
        onboarding.close();
        database.close();
    }

    /** The database goes away while a package is read, and the package is not good. */
    @Override
    public PackageContent read(Path file) throws InvalidPackageException {
        away.set(true);
        throw new InvalidPackageException(PackageProblem.of("no good"));
    }

    @Override
    public Csar open(Path file) {
        throw new IllegalStateException("nothing is opened here");
    }

    private VnfPackage settled(OnboardingState from) {
        VnfPackage found = store.find(id).orElseThrow();
        while (found.onboardingState() == from) {
            LockSupport.parkNanos(10_000_000);
            found = store.find(id).orElseThrow();
        }
        return found;
    }

    @Test
    void anUploadDuringWhichTheDatabaseWentAwayCanBeRepeated() {
        InputStream content = new ByteArrayInputStream(new byte[10]) {
            @Override
            public int readNBytes(byte[] buffer, int offset, int length) {
                away.set(true);
                return super.readNBytes(buffer, offset, length);
            }
        };
        assertThatThrownBy(() -> onboarding.receive(id, content)).isInstanceOf(IOException.class);
        onboarding.giveUp(id, ProblemDetails.of(400, "Upload interrupted", "once more"));
        away.set(false);
        VnfPackage back = settled(OnboardingState.UPLOADING);
        assertThat(back.onboardingState()).isEqualTo(OnboardingState.CREATED);
        assertThat(back.failure().orElseThrow().detail()).isEqualTo("once more");
        assertThat(store.uploading(id, Optional.empty())).isTrue();
    }

    @Test
    void whatWasReadWhileTheDatabaseWasAwayIsToldWhenItIsBack() throws Exception {
        onboarding.receive(id, new ByteArrayInputStream(new byte[10]));
        onboarding.process(id);
        while (!away.get()) {
            LockSupport.parkNanos(1_000_000);
        }
        away.set(false);
        VnfPackage back = settled(OnboardingState.PROCESSING);
        assertThat(back.onboardingState()).isEqualTo(OnboardingState.CREATED);
        assertThat(back.failure().orElseThrow().invalid())
                .extracting(ProblemDetails.Invalid::reason)
                .containsExactly("no good");
    }

    @Test
    void theLastRoomOnTheDiskIsLeftToTheDatabase() {
        left = Room.RESERVE - 1;
        assertThatThrownBy(() -> onboarding.receive(id, new ByteArrayInputStream(new byte[10])))
                .asInstanceOf(type(ProblemException.class))
                .extracting(e -> e.problem().status())
                .isEqualTo(507);
        assertThat(folder).isEmptyDirectory();
    }
}

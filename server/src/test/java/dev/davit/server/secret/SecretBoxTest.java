package dev.davit.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.server.database.DatabaseStartException;
import dev.davit.server.database.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private final SecretBox box = new SecretBox(new byte[SecretBox.KEY_BYTES]);

    @Test
    void opensWhatItSealed() {
        assertThat(box.open(box.seal("pässword"))).isEqualTo("pässword");
    }

    @Test
    void theSealedBytesDoNotShowTheText() {
        assertThat(new String(box.seal("password"), StandardCharsets.ISO_8859_1))
                .doesNotContain("password");
    }

    @Test
    void sealingTwiceGivesDifferentBytes() {
        assertThat(box.seal("x")).isNotEqualTo(box.seal("x"));
    }

    @Test
    void aChangedValueDoesNotOpen() {
        byte[] sealed = box.seal("password");
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> box.open(sealed)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void theKeyFileIsForTheOwnerOnly() throws Exception {
        try (var database = TestDatabase.create()) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(database.dataDir().resolve("secret.key"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aMissingKeyIsAClearError() throws Exception {
        try (var database = TestDatabase.create()) {
            Files.delete(database.dataDir().resolve("secret.key"));
            assertThatThrownBy(() -> SecretKeyFile.open(database.dataDir(), database.jdbi()))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("is missing");
        }
    }

    @Test
    void aWrongKeyIsAClearError() throws Exception {
        try (var database = TestDatabase.create()) {
            Files.writeString(
                    database.dataDir().resolve("secret.key"),
                    Base64.getEncoder().encodeToString(new byte[32]));
            assertThatThrownBy(() -> SecretKeyFile.open(database.dataDir(), database.jdbi()))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("is not the one");
        }
    }
}

package dev.davit.server.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashingCopyTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 512 * 1024, 3_000_001})
    void copiesAndHashesEveryByte(int length) throws Exception {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        var out = new ByteArrayOutputStream();
        var stored = new HashingCopy(10_000_000).copy(new ByteArrayInputStream(bytes), Channels.newChannel(out));
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThat(stored.size()).isEqualTo(length);
        assertThat(stored.checksum().hash())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void stopsAtTheLimit() {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> new HashingCopy(1_000_000)
                        .copy(new ByteArrayInputStream(new byte[1_000_001]), Channels.newChannel(out)))
                .isInstanceOf(HashingCopy.TooLong.class);
    }

    @Test
    void aStreamThatBreaksOffEndsTheCopy() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> new HashingCopy(10).copy(broken, Channels.newChannel(new ByteArrayOutputStream())))
                .hasMessage("gone");
    }
}

package dev.davit.server.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Other sides that take their time. */
@Timeout(60)
class UriDownloadTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(new byte[5_000]);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        web.createContext("/trickles", exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(10_000_000);
            }
        });
        web.createContext("/steady", exchange -> {
            exchange.sendResponseHeaders(200, 60_000);
            for (int i = 0; i < 60; i++) {
                exchange.getResponseBody().write(new byte[1_000]);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(20_000_000);
            }
            exchange.close();
        });
        web.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        web.stop(0);
    }

    private long fetched(String path, Pace pace) throws Exception {
        var count = new AtomicLong();
        try (var download = new UriDownload(true, pace)) {
            var source = new UriDownload.Source(
                    "http://127.0.0.1:" + web.getAddress().getPort() + path, Optional.empty(), Optional.empty());
            download.fetch(source, body -> count.set(body.transferTo(java.io.OutputStream.nullOutputStream())));
        }
        return count.get();
    }

    @Test
    void oneThatStallsIsGivenUp() {
        assertThatThrownBy(() -> fetched("/stalls", new Pace(Duration.ofMillis(300), 1_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("less than 1000 bytes came within");
    }

    @Test
    void oneThatTricklesIsGivenUp() {
        assertThatThrownBy(() -> fetched("/trickles", new Pace(Duration.ofMillis(300), 1_000)))
                .hasMessageContaining("less than 1000 bytes came within");
    }

    @Test
    void oneThatIsSlowButSteadyIsWaitedFor() throws Exception {
        assertThat(fetched("/steady", new Pace(Duration.ofSeconds(1), 1))).isEqualTo(60_000);
    }

    @Test
    void aShortOneThatIsReadAtOnceIsNotWatchedForLong() throws Exception {
        try (InputStream in = new Pace(Duration.ofHours(1), 1).watch(InputStream.nullInputStream())) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }
}

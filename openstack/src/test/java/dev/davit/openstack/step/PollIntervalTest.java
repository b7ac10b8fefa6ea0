package dev.davit.openstack.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PollIntervalTest {
    private final PollInterval interval = new PollInterval();

    @Test
    void onlyTheFirstLookComesBeforeASecondHasPassed() {
        assertThat(interval.next()).isLessThan(Duration.ofMillis(100));
        assertThat(interval.next()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theOthersBackOffFromOneSecondToTen() {
        interval.next();
        List<Duration> others = Stream.generate(interval::next).limit(20).toList();
        assertThat(others).isSorted().startsWith(Duration.ofSeconds(1)).endsWith(Duration.ofSeconds(10));
    }
}

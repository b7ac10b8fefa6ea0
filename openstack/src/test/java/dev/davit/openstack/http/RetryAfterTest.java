package dev.davit.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final String DATE = "Wed, 21 Oct 2015 07:28:00 GMT";

    @Test
    void secondsAreUnderstood() {
        assertThat(retryAfter("12")).contains(Duration.ofSeconds(12));
    }

    @Test
    void aDateCountsFromTheServicesOwnClock() {
        assertThat(retryAfter("Wed, 21 Oct 2015 07:29:30 GMT")).contains(Duration.ofSeconds(90));
    }

    @Test
    void aDateThatIsOverIsNoWait() {
        assertThat(retryAfter("Wed, 21 Oct 2015 07:00:00 GMT")).contains(Duration.ZERO);
    }

    @Test
    void aDateCountsFromNowWhenTheServiceTellsNoTime() {
        String later = ZonedDateTime.now(ZoneOffset.UTC).plusDays(2).format(DateTimeFormatter.RFC_1123_DATE_TIME);
        var headers = Map.of("Retry-After", List.of(later));
        assertThat(RetryAfter.of(reply(headers)).orElseThrow()).isGreaterThan(Duration.ofDays(1));
    }

    @Test
    void anythingElseIsNoAnswer() {
        assertThat(retryAfter("soon")).isEmpty();
        assertThat(retryAfter("-3")).isEmpty();
    }

    private static Optional<Duration> retryAfter(String value) {
        return RetryAfter.of(reply(Map.of("Retry-After", List.of(value), "Date", List.of(DATE))));
    }

    private static Reply reply(Map<String, List<String>> headers) {
        return new Reply(429, HttpHeaders.of(headers, (name, value) -> true), new byte[0]);
    }
}

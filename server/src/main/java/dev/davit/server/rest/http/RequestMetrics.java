package dev.davit.server.rest.http;

import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests, for /metrics. Paths are counted by template, so ids do not multiply the series. */
public final class RequestMetrics {
    private static final double[] BOUNDS_SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};

    private record Key(String method, String path, int status) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    private final ConcurrentHashMap<Key, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder[] buckets = new LongAdder[BOUNDS_SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    public RequestMetrics() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    void record(String method, String path, int status, long durationNanos) {
        // A method that clients invent must not make a series of its own.
        String known = method.matches("GET|POST|PUT|PATCH|DELETE") ? method : "other";
        counts.computeIfAbsent(new Key(known, path, status), k -> new LongAdder())
                .increment();
        int bucket = 0;
        while (bucket < BOUNDS_SECONDS.length && durationNanos > BOUNDS_SECONDS[bucket] * 1e9) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(durationNanos);
    }

    /** In Prometheus' text format. */
    public String prometheus() {
        var text = new StringBuilder("# TYPE davit_http_requests_total counter\n");
        new TreeMap<>(counts)
                .forEach((key, count) ->
                        text.append("davit_http_requests_total{method=\"%s\",path=\"%s\",status=\"%d\"} %d%n"
                                .formatted(key.method(), key.path(), key.status(), count.sum())));
        text.append("# TYPE davit_http_request_seconds histogram\n");
        long sum = 0;
        for (int i = 0; i < buckets.length; i++) {
            sum += buckets[i].sum();
            String bound = i < BOUNDS_SECONDS.length ? Double.toString(BOUNDS_SECONDS[i]) : "+Inf";
            text.append("davit_http_request_seconds_bucket{le=\"")
                    .append(bound)
                    .append("\"} ")
                    .append(sum)
                    .append('\n');
        }
        text.append("davit_http_request_seconds_sum ")
                .append(String.format(Locale.ROOT, "%.6f", nanos.sum() / 1e9))
                .append("\ndavit_http_request_seconds_count ")
                .append(sum)
                .append('\n');
        return text.toString();
    }
}

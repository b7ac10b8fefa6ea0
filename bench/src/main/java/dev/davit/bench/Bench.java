package dev.davit.bench;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Measures what {@code bench/RESULTS.md} lists, against a lab with hypervisor none on this machine, and prints the table.
 * Run it with {@code bench/run}. Arguments: the launcher's path, then which parts to measure (start, instantiate, upload);
 * none means all.
 */
public final class Bench {
    private static final int STARTS = 7;
    private static final int SINGLE_RUNS = 30;
    private static final int AT_ONCE = 50;
    private static final int PACKAGE_MIB = 2048;

    private final List<Row> rows = new ArrayList<>();
    private final Setup setup;

    private Bench(Setup setup) {
        this.setup = setup;
    }

    public static void main(String[] arguments) throws Exception {
        try (Setup setup = new Setup(Path.of(arguments[0]))) {
            Bench bench = new Bench(setup);
            List<String> parts = List.of(arguments).subList(1, arguments.length);
            bench.measure(parts.isEmpty() ? List.of("start", "instantiate", "upload") : parts);
            System.out.println("| what | goal | measured | kept |\n|---|---|---|---|");
            bench.rows.forEach(row -> System.out.println(row.markdown()));
        }
    }

    private void measure(List<String> parts) throws Exception {
        if (parts.contains("start")) {
            startUp();
        }
        if (parts.contains("instantiate")) {
            operations();
        }
        if (parts.contains("upload")) {
            upload();
        }
    }

    private void operations() throws Exception {
        try (Program lab = setup.startLab();
                Program server = setup.startServer()) {
            Api api = new Api(server.url());
            Api labApi = new Api(lab.url());
            api.registerVim("bench", lab.url() + "/identity/v3", "demo", "secret", "demo");
            String network = networkId(lab.url());
            memory(server);
            api.onboard(BenchPackage.write(setup.folder().resolve("small.csar"), 0));
            instantiateOne(api, labApi, network);
            instantiateManyAtOnce(api, network);
            memoryAfterWork(server);
        }
    }

    /** Said at once, too: who ends the run early has the numbers so far. */
    private void found(Row row) {
        rows.add(row);
        System.err.println(row.markdown());
    }

    private void startUp() throws IOException {
        setup.startServer().close(); // makes the data directory and the class cache
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            try (Program server = setup.startServer()) {
                Api.expect(new Api(server.url()).get("/vnflcm/api_versions"), 200);
                seconds[i] = (System.nanoTime() - begin) / 1e9;
            }
        }
        double median = Median.of(seconds);
        found(new Row(
                "server ready from cold start, embedded PostgreSQL included (median of " + STARTS + ")",
                "< 3 s",
                "%.2f s".formatted(median),
                median < 3));
    }

    private void memory(Program server) throws Exception {
        Thread.sleep(Duration.ofSeconds(15)); // idle is what is measured
        double mib = new ServerProcesses(server.pid(), setup.serverData()).pssMiB();
        found(new Row("memory idle, PostgreSQL included (PSS)", "< 250 MiB", "%.0f MiB".formatted(mib), mib < 250));
    }

    private void memoryAfterWork(Program server) throws Exception {
        Thread.sleep(Duration.ofSeconds(15));
        double mib = new ServerProcesses(server.pid(), setup.serverData()).pssMiB();
        found(new Row("the same after the work below", "(none)", "%.0f MiB".formatted(mib), true));
    }

    private void instantiateOne(Api api, Api lab, String network) {
        for (int i = 0; i < SINGLE_RUNS; i++) {
            instantiate(api, network, api.create(BenchPackage.VNFD_ID)); // warm-up
        }
        double[] millis = new double[SINGLE_RUNS];
        long calls = 0;
        for (int i = 0; i < SINGLE_RUNS; i++) {
            String instance = api.create(BenchPackage.VNFD_ID);
            Api.expect(lab.delete("/lab/v1/calls"), 204);
            long begin = System.nanoTime();
            instantiate(api, network, instance);
            millis[i] = (System.nanoTime() - begin) / 1e6;
            calls = Math.max(calls, callCount(lab));
        }
        double median = Median.of(millis);
        found(new Row(
                "instantiate, one VDU, no driver: request until COMPLETED is seen (median of " + SINGLE_RUNS + ")",
                "< 100 ms",
                "%.0f ms".formatted(median),
                median < 100));
        found(new Row("its calls to the VIM, polls included (most of them)", "<= 12", "" + calls, calls <= 12));
    }

    private void instantiateManyAtOnce(Api api, String network) throws Exception {
        List<String> instances = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            instances.add(api.create(BenchPackage.VNFD_ID));
        }
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (String instance : instances) {
                all.add(threads.submit((Callable<Void>) () -> {
                    instantiate(api, network, instance);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        found(new Row(
                AT_ONCE + " instantiations at once, all COMPLETED", "< 5 s", "%.2f s".formatted(seconds), seconds < 5));
    }

    /** A server with 64 MiB of heap, so that this number also shows that uploads stream. */
    private void upload() throws Exception {
        Path big = BenchPackage.write(setup.folder().resolve("big.csar"), PACKAGE_MIB);
        double sum = sha256sum(big);
        double[] seconds = new double[3];
        for (int i = 0; i < seconds.length; i++) {
            try (Program server = setup.startServerWithHeap("64m")) {
                Api api = new Api(server.url());
                long begin = System.nanoTime();
                String id = api.onboard(big);
                seconds[i] = (System.nanoTime() - begin) / 1e9;
                api.patch("/vnfpkgm/v1/vnf_packages/" + id, "{\"operationalState\": \"DISABLED\"}");
                Api.expect(api.delete("/vnfpkgm/v1/vnf_packages/" + id), 204);
            }
        }
        double ours = PACKAGE_MIB / Median.of(seconds);
        double theirs = PACKAGE_MIB / sum;
        found(new Row(
                "upload of a %d MiB package until ONBOARDED, server heap 64 MiB (sha256sum of the file: %.0f MiB/s)"
                        .formatted(PACKAGE_MIB, theirs),
                ">= %.0f MiB/s".formatted(theirs / 2),
                "%.0f MiB/s".formatted(ours),
                ours >= theirs / 2));
    }

    private static double sha256sum(Path file) throws Exception {
        double[] seconds = new double[3];
        for (int i = 0; i < seconds.length; i++) {
            long begin = System.nanoTime();
            new ProcessBuilder("sha256sum", file.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            seconds[i] = (System.nanoTime() - begin) / 1e9;
        }
        return Median.of(seconds);
    }

    private static void instantiate(Api api, String network, String instance) {
        String occurrence = api.start(instance, "instantiate", """
                {"flavourId": "simple", "extVirtualLinks": [{"id": "net0", "resourceId": "%s", "extCps": [{"cpdId": "CP1",
                 "cpConfig": [{"cpProtocolData": [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}]}]}""".formatted(network));
        api.complete(occurrence, Duration.ofMinutes(2));
    }

    private static String networkId(String lab) {
        String token = Api.token(lab + "/identity/v3", "demo", "secret", "demo");
        JsonNode networks = new Api(lab, java.util.Optional.of(token))
                .json("/network/v2.0/networks?name=net0")
                .get("networks");
        return networks.get(0).get("id").stringValue();
    }

    private static long callCount(Api lab) {
        return lab.json("/lab/v1/calls").get("total").longValue();
    }
}

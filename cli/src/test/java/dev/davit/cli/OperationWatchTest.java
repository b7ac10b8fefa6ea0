package dev.davit.cli;

import static dev.davit.cli.Run.davit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationWatchTest {
    private static final String OP = "0e3b4d1c-8f6a-4a0e-9d65-111111111111";
    private static final String VNF = "f93ed99c-e2f2-4f18-8377-37a171ea344f";
    private static final String EVENTS = "GET /davit/v1/vnf_lcm_op_occs/" + OP + "/events";
    private static final String OCCURRENCE = "GET /vnflcm/v1/vnf_lcm_op_occs/" + OP;
    private static final Map<String, String> STREAM = Map.of("Content-Type", "text/event-stream");

    private static final String BEGINNING = event(1, "00.000", "STATE", "", "", "PROCESSING")
            + event(2, "00.100", "STEP_STARTED", "stack create", "", "")
            + ": still alive\n\n"
            + event(3, "03.400", "STEP_DONE", "stack create", "", "")
            + event(4, "03.500", "STEP_STARTED", "install docker", "VDU", "")
            + event(5, "03.600", "COMMAND", "install docker", "VDU", "apt-get install docker.io")
            + event(6, "03.700", "OUTPUT", "install docker", "VDU", "Reading package lists...");
    private static final String GOOD_END = event(7, "20.500", "STEP_DONE", "install docker", "VDU", "")
            + event(8, "20.600", "STATE", "", "", "COMPLETED");

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer().on("GET /vnflcm/v1/vnf_lcm_op_occs?filter=(eq,vnfInstanceId," + OP + ")", 200, "[]");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void stepsAreShownWithTheirTime() {
        server.on(EVENTS, 200, STREAM, BEGINNING + GOOD_END).on(OCCURRENCE, 200, occurrence("COMPLETED", ""));
        Run run = davit(server, "op", "watch", OP);
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEqualTo("""
                          ✓  stack create                                 3.3 s
                          ✓  install docker [VDU]                         17 s
                        ✓ instantiate COMPLETED after 21 s
                        """);
    }

    @Test
    void verboseShowsTheRemoteCommandsAndTheirOutput() {
        server.on(EVENTS, 200, STREAM, BEGINNING + GOOD_END).on(OCCURRENCE, 200, occurrence("COMPLETED", ""));
        assertThat(davit(server, "op", "watch", OP, "-v").out())
                .contains("      10.0.0.5 $ apt-get install docker.io\n        Reading package lists...\n");
    }

    @Test
    void aBrokenStreamIsTakenUpAgainAfterTheLastEvent() {
        server.on(EVENTS, 200, STREAM, BEGINNING)
                .on(EVENTS, 200, STREAM, GOOD_END)
                .on(OCCURRENCE, 200, occurrence("PROCESSING", ""))
                .on(OCCURRENCE, 200, occurrence("COMPLETED", ""));
        Run run = davit(server, "op", "watch", OP);
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        assertThat(server.requests().stream().filter(request -> request.key().equals(EVENTS)))
                .extracting(FakeServer.Request::lastEventId)
                .containsExactly("", "6");
    }

    @Test
    void aServerThatRestartsIsWaitedFor() {
        server.on(EVENTS, 503, "{\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"starting\"}")
                .on(EVENTS, 200, STREAM, BEGINNING + GOOD_END)
                .on(OCCURRENCE, 200, occurrence("COMPLETED", ""));
        Run run = davit(server, "op", "watch", OP);
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).startsWith("Lost the server (starting); trying again.\n");
    }

    @Test
    void aFailureSaysWhyAndWhatCanBeDone() {
        server.on(
                        EVENTS,
                        200,
                        STREAM,
                        BEGINNING
                                + event(7, "05.500", "STEP_FAILED", "install docker", "VDU", "exit status 100")
                                + event(8, "05.600", "STATE", "", "", "FAILED_TEMP"))
                .on(
                        OCCURRENCE,
                        200,
                        occurrence(
                                "FAILED_TEMP",
                                ",\"error\":{\"title\":\"install docker failed\",\"status\":500,\"detail\":\"apt-get ended with status 100\"}"));
        Run run = davit(server, "op", "watch", OP);
        assertThat(run.status()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).isEqualTo("""
                          ✓  stack create                                 3.3 s
                          ✗  install docker [VDU]                         2.0 s
                              exit status 100
                        ✗ instantiate FAILED_TEMP after 21 s
                        Error: apt-get ended with status 100 (install docker failed 500)
                        The VNF instance is locked until you decide:
                          → davit op retry %1$s --wait      go on from the failed step
                          → davit op rollback %1$s --wait   undo what was done
                          → davit op fail %1$s              give up
                        """.formatted(OP));
    }

    @Test
    void theNameOfAnInstanceMeansItsLatestOperation() {
        server.on("GET /vnflcm/v1/vnf_lcm_op_occs", 200, """
                        [{"id":"11111111-0000-4000-8000-000000000000","vnfInstanceId":"%1$s","startTime":"2026-01-01T00:00:00Z"},
                         {"id":"%2$s","vnfInstanceId":"%1$s","startTime":"2026-01-01T00:05:00Z"}]
                        """.formatted(VNF, OP))
                .on("GET /vnflcm/v1/vnf_instances", 200, "[{\"id\":\"" + VNF + "\",\"vnfInstanceName\":\"registry\"}]")
                .on(OCCURRENCE, 200, occurrence("COMPLETED", ""));
        assertThat(davit(server, "op", "show", "registry", "-q").out()).isEqualTo(OP + "\n");
    }

    @Test
    void aRollbackThatRolledBackIsASuccess() {
        server.on("POST /vnflcm/v1/vnf_lcm_op_occs/" + OP + "/rollback", 202, "")
                .on(
                        EVENTS,
                        200,
                        STREAM,
                        event(9, "09.000", "STEP_UNDONE", "stack create", "", "")
                                + event(10, "09.100", "STATE", "", "", "ROLLED_BACK"))
                .on(OCCURRENCE, 200, occurrence("ROLLED_BACK", ""));
        assertThat(davit(server, "op", "rollback", OP, "--wait").status()).isEqualTo(ExitCode.OK);
    }

    private static String event(int sequence, String seconds, String kind, String step, String target, String message) {
        String ofStep = step.isEmpty()
                ? ""
                : ",\"step\":{\"name\":\"" + step + "\"" + (target.isEmpty() ? "" : ",\"target\":\"" + target + "\"")
                        + "}";
        return "id: %d\ndata: {\"sequence\":%d,\"time\":\"2026-01-01T00:00:%sZ\",\"kind\":\"%s\"%s,\"host\":\"10.0.0.5\",\"message\":\"%s\"}\n\n"
                .formatted(sequence, sequence, seconds, kind, ofStep, message);
    }

    private static String occurrence(String state, String more) {
        return "{\"id\":\"%s\",\"operation\":\"INSTANTIATE\",\"operationState\":\"%s\",\"startTime\":\"2026-01-01T00:00:00Z\",\"stateEnteredTime\":\"2026-01-01T00:00:20.6Z\"%s}"
                .formatted(OP, state, more);
    }
}

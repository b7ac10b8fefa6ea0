package dev.davit.openstack.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.openstack.OpenStackSettings;
import dev.davit.openstack.Vims;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.http.Pause;
import dev.davit.openstack.http.TinyCloud;
import dev.davit.openstack.http.TinyCloud.Answer;
import dev.davit.openstack.keystone.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StackPollsTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration OLD = Duration.ofMinutes(1);
    private static final StackRef A = new StackRef("a", "id-a");
    private static final StackRef B = new StackRef("b", "id-b");

    private final TinyCloud server = new TinyCloud();
    private final Sessions sessions = new Sessions(OpenStackSettings.DEFAULT);
    private final StackPolls polls = new StackPolls();
    private final Heat heat = new Cloud(
                    sessions.of(Vims.withPassword(server.url() + "/identity", "secret")),
                    Optional.empty(),
                    Pause.blocking())
            .heat();

    StackPollsTest() {
        server.handler = call -> Answer.of(
                200,
                call.uri().contains("?id=")
                        ? "{\"stacks\": [" + stack("a") + "," + stack("b") + "]}"
                        : "{\"stack\": " + stack(call.uri().contains("id-a") ? "a" : "b") + "}");
    }

    private static String stack(String name) {
        return "{\"id\": \"id-%s\", \"stack_name\": \"%s\", \"stack_status\": \"CREATE_IN_PROGRESS\"}"
                .formatted(name, name);
    }

    @AfterEach
    void stop() {
        sessions.close();
        server.close();
    }

    @Test
    void whoWaitsAloneAsksForItsStack() throws Exception {
        try (var a = polls.watch(A, heat)) {
            assertThat(a.look(NOW).orElseThrow().ref()).isEqualTo(A);
        }
        assertThat(server.seen).containsExactly("GET /heat/v1/p/stacks/a/id-a?resolve_outputs=false");
    }

    @Test
    void oneRequestServesAllWhoWait() throws Exception {
        try (var a = polls.watch(A, heat);
                var b = polls.watch(B, heat)) {
            assertThat(a.look(NOW).orElseThrow().ref()).isEqualTo(A);
            assertThat(b.look(OLD).orElseThrow().ref()).isEqualTo(B);
        }
        assertThat(server.seen)
                .hasSize(1)
                .first()
                .asString()
                .contains("id=id-a")
                .contains("id=id-b");
    }

    @Test
    void anAnswerThatIsTooOldIsNotTaken() throws Exception {
        try (var a = polls.watch(A, heat);
                var b = polls.watch(B, heat)) {
            a.look(NOW);
            b.look(NOW);
        }
        assertThat(server.seen).hasSize(2);
    }

    @Test
    void whatAListLeavesOutIsAskedForByItself() throws Exception {
        server.handler = call -> call.uri().contains("?id=")
                ? Answer.of(200, "{\"stacks\": [" + stack("b") + "]}")
                : Answer.of(404, "{}");
        try (var a = polls.watch(A, heat);
                var b = polls.watch(B, heat)) {
            assertThat(a.look(NOW)).isEmpty();
            assertThat(b.look(OLD)).isPresent();
        }
        assertThat(server.seen).hasSize(2);
    }

    @Test
    void whoIsDoneIsNotAskedForAnyMore() throws Exception {
        try (var a = polls.watch(A, heat)) {
            polls.watch(B, heat).close();
            a.look(NOW);
        }
        assertThat(server.seen).singleElement().asString().contains("resolve_outputs");
    }

    @Test
    void manyWaitersCostHardlyMoreThanOne() throws Exception {
        server.handler = call -> {
            var ids = new ArrayList<String>();
            for (String id : call.uri().split("[?&]id=id-")) {
                ids.add(stack(id));
            }
            return Answer.of(200, "{\"stacks\": [" + String.join(",", ids.subList(1, ids.size())) + "]}");
        };
        int waiters = 40;
        int looks = 10;
        var ready = new CountDownLatch(waiters);
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            var ref = new StackRef("s" + i, "id-s" + i);
            all.add(() -> {
                try (var watch = polls.watch(ref, heat)) {
                    ready.countDown();
                    ready.await();
                    for (int look = 0; look < looks; look++) {
                        assertThat(watch.look(Duration.ofMillis(25))).isPresent();
                        boolean ignored = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
                    }
                    return looks;
                }
            });
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : pool.invokeAll(all)) {
                assertThat(done.get()).isEqualTo(looks);
            }
        }
        // Each by itself would have been 400.
        assertThat(server.seen).hasSizeLessThan(100);
    }
}

package dev.davit.lifecycle.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs lanes side by side, each on a virtual thread. When one fails the others go on to their ends. */
final class LaneRunner {
    private LaneRunner() {}

    /** @return what failed, at most one step per lane */
    static List<StepFailure> run(List<Lane> lanes, RunControl control) {
        if (lanes.size() == 1) {
            return lanes.getFirst().run(true).stream().toList();
        }
        var failures = new ArrayList<StepFailure>();
        RuntimeException broken = null;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<StepFailure>>> running = lanes.stream()
                    .map(lane -> threads.submit(() -> lane.run(false)))
                    .toList();
            for (Future<Optional<StepFailure>> lane : running) {
                try {
                    await(lane, control).ifPresent(failures::add);
                } catch (ExecutionException e) {
                    // Losing the database or the operation ends all lanes alike; one of them says it.
                    broken = e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
                    control.stop(RunControl.Stop.SHUTDOWN);
                }
            }
        }
        if (broken != null) {
            throw broken;
        }
        return failures;
    }

    /** An interrupt of the run's own thread means that the process is ending. */
    private static Optional<StepFailure> await(Future<Optional<StepFailure>> lane, RunControl control)
            throws ExecutionException {
        while (true) {
            try {
                return lane.get();
            } catch (InterruptedException e) {
                control.stop(RunControl.Stop.SHUTDOWN);
            }
        }
    }
}

package dev.davit.openstack.step;

import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The looks that operations have at their stacks in one region of a VIM, shared: whoever looks while others wait as well
 * asks for all their stacks in one request, and they take that answer if it is not older than they like. So the number of
 * requests hardly grows with the number of operations.
 *
 * <p>One request at a time. Each is sent by one of the operations, with its own pauses; when that one is stopped, the next goes on.
 */
final class StackPolls {
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock(true);

    /** An answer about a stack. @param asked when, in nanoseconds of this machine @param stack empty when there is none */
    private record Seen(long asked, Optional<Stack> stack) {}

    /** A stack that operations wait for. @param waiting how many of them */
    private record Watched(StackRef ref, int waiting, Optional<Seen> seen) {}

    /** An operation's interest in a stack, from the beginning of its wait until the end. */
    interface Watch extends AutoCloseable {

        /**
         * The stack, if there is one.
         *
         * @param oldest how long ago the answer may have been asked for
         */
        Optional<Stack> look(Duration oldest) throws InterruptedException;

        @Override
        void close();
    }

    /** @param heat asks on behalf of the operation */
    Watch watch(StackRef ref, Heat heat) {
        watched.merge(
                ref.id(), new Watched(ref, 1, Optional.empty()), (w, n) -> new Watched(ref, w.waiting() + 1, w.seen()));
        return new Watch() {
            @Override
            public Optional<Stack> look(Duration oldest) throws InterruptedException {
                return StackPolls.this.look(ref, oldest, heat);
            }

            @Override
            public void close() {
                watched.computeIfPresent(
                        ref.id(), (id, w) -> w.waiting() == 1 ? null : new Watched(ref, w.waiting() - 1, w.seen()));
            }
        };
    }

    private Optional<Stack> look(StackRef ref, Duration oldest, Heat heat) throws InterruptedException {
        long since = System.nanoTime() - oldest.toNanos();
        Optional<Seen> known = seen(ref, since);
        if (known.isPresent()) {
            return known.get().stack();
        }
        asking.lockInterruptibly();
        try {
            known = seen(ref, since);
            return known.isPresent() ? known.get().stack() : ask(ref, heat);
        } finally {
            asking.unlock();
        }
    }

    private Optional<Seen> seen(StackRef ref, long since) {
        return Optional.ofNullable(watched.get(ref.id())).flatMap(Watched::seen).filter(s -> s.asked() - since >= 0);
    }

    private Optional<Stack> ask(StackRef ref, Heat heat) throws InterruptedException {
        List<StackRef> all = new ArrayList<>();
        watched.values().forEach(w -> all.add(w.ref()));
        long now = System.nanoTime();
        if (all.size() > 1) {
            heat.stacks(all).forEach(stack -> note(stack.ref(), new Seen(now, Optional.of(stack))));
        }
        // A list leaves out what is deleted or just made; only the stack itself tells.
        var listed = seen(ref, now);
        if (listed.isPresent()) {
            return listed.get().stack();
        }
        var shown = heat.show(ref);
        note(ref, new Seen(now, shown));
        return shown;
    }

    private void note(StackRef ref, Seen seen) {
        watched.computeIfPresent(ref.id(), (id, w) -> new Watched(w.ref(), w.waiting(), Optional.of(seen)));
    }
}

package dev.davit.e2e.kubernetes;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a test has opened: all of it is closed in the end, the last first, whatever one of them does. */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> all = new ArrayDeque<>();

    <T extends AutoCloseable> T keep(T one) {
        all.push(one);
        return one;
    }

    @Override
    public void close() throws Exception {
        Exception first = null;
        for (AutoCloseable one : all) {
            try {
                one.close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

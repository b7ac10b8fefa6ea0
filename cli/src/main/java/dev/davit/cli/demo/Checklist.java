package dev.davit.cli.demo;

import dev.davit.cli.output.Console;
import dev.davit.cli.progress.Event;
import dev.davit.cli.progress.Screen;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Things to do one after the other, a line for each: what, how long, what came of it. */
final class Checklist implements AutoCloseable {

    /** @param <T> what it makes */
    interface Work<T> {
        T run(Item item) throws Exception;
    }

    /** A line while its work is done. */
    final class Item {
        private final String name;
        private Optional<String> result = Optional.empty();

        private Item(String name) {
            this.name = name;
        }

        /** What is being done, shown while it takes long. */
        void progress(String text) {
            event("PROGRESS", name, text);
        }

        Consumer<String> progress() {
            return this::progress;
        }

        /** What came of it, shown behind the tick. */
        void result(String text) {
            result = Optional.of(text);
        }
    }

    private final Screen screen;
    private int sequence;

    Checklist(Console console) {
        screen = Screen.open(console, false, "  ");
    }

    <T> T run(String name, Work<T> work) throws Exception {
        Item item = new Item(name);
        event("STEP_STARTED", name, "");
        try {
            T made = work.run(item);
            event("ITEM_DONE", name, item.result.orElse(""));
            return made;
        } catch (Exception e) {
            event("STEP_FAILED", name, "");
            throw e;
        }
    }

    @Override
    public void close() {
        screen.close();
    }

    private void event(String kind, String name, String message) {
        screen.event(new Event(++sequence, Instant.now(), kind, name, "", message));
    }
}

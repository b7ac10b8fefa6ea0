package dev.davit.cli.demo;

import dev.davit.cli.output.Console;
import java.util.Optional;

/** What all parts of the demo work with. */
record Setting(Console console, Programs programs, DemoHome home, Wishes wishes) {

    /**
     * What the user wants. Ports are wishes: when one is taken, a free one is used.
     *
     * @param kubernetes with this, a cluster too
     */
    record Wishes(
            int port,
            int labPort,
            boolean once,
            boolean keepEngine,
            boolean verbose,
            Optional<KubernetesBundle> kubernetes) {}

    void heading(String text) {
        console.println("");
        console.println(console.style().bold(text));
    }
}

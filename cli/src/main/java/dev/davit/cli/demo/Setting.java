package dev.davit.cli.demo;

import dev.davit.cli.output.Console;

/** What all parts of the demo work with. */
record Setting(Console console, Programs programs, DemoHome home, Wishes wishes) {

    /** What the user wants. Ports are wishes: when one is taken, a free one is used. */
    record Wishes(int port, int labPort, boolean once, boolean keepEngine, boolean verbose) {}

    void heading(String text) {
        console.println("");
        console.println(console.style().bold(text));
    }
}

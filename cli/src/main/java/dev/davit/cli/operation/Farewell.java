package dev.davit.cli.operation;

import dev.davit.cli.output.Console;

/** Says after Ctrl-C that only the watching has ended, and leaves the terminal's cursor visible. */
final class Farewell implements AutoCloseable {
    private static final String SHOW_CURSOR = "\u001b[?25h";

    private final Thread hook;

    Farewell(Console console, String operationId) {
        hook = Thread.ofPlatform()
                .unstarted(() -> console.println((console.live() ? SHOW_CURSOR + "\n" : "") + "The operation goes on. "
                        + console.style().arrow() + " davit op watch " + operationId));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already, and the hook has said so
        }
    }
}

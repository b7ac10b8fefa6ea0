package dev.davit.e2e.harness;

import java.nio.file.Path;

/** Where the sources are that the tests run on. */
public final class Checkout {
    private Checkout() {}

    /** The folder with all modules; tests are started in it or in the module e2e. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("e2e") ? here.getParent() : here;
    }
}

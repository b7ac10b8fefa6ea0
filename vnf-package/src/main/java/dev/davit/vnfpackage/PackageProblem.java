package dev.davit.vnfpackage;

import java.util.Optional;
import java.util.OptionalInt;

/** One thing that is wrong with a VNF package: where (file and 1-based line, as far as known) and what was expected. */
public record PackageProblem(Optional<String> file, OptionalInt line, String message) {

    public static PackageProblem of(String message) {
        return new PackageProblem(Optional.empty(), OptionalInt.empty(), message);
    }

    public static PackageProblem of(String file, String message) {
        return new PackageProblem(Optional.of(file), OptionalInt.empty(), message);
    }

    public static PackageProblem of(String file, int line, String message) {
        return new PackageProblem(Optional.of(file), OptionalInt.of(line), message);
    }

    /** {@code file:line: message}, the form compilers use. */
    @Override
    public String toString() {
        String place = file.orElse("package") + (line.isPresent() ? ":" + line.getAsInt() : "");
        return place + ": " + message;
    }
}

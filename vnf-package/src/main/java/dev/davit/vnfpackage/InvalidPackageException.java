package dev.davit.vnfpackage;

import java.util.List;
import java.util.stream.Collectors;

/** A VNF package that cannot be onboarded, with everything that is wrong with it. */
public final class InvalidPackageException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<PackageProblem> problems;

    public InvalidPackageException(List<PackageProblem> problems) {
        super(problems.stream().map(PackageProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public InvalidPackageException(PackageProblem problem) {
        this(List.of(problem));
    }

    public List<PackageProblem> problems() {
        return problems;
    }
}

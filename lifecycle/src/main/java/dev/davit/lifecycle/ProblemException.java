package dev.davit.lifecycle;

/** A request that is refused; the API answers with {@link #problem()}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ProblemDetails problem;

    public ProblemException(ProblemDetails problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public ProblemException(ProblemDetails problem, Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    public ProblemDetails problem() {
        return problem;
    }
}

package dev.jeton.app.http;

import dev.jeton.app.problem.Problem;

/** Ends a request with a problem that is none of the token service's. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}

package dev.jeton.app.http;

import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.app.caller.Caller;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.problem.Problems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who shows a credential that is known, as often as their quota allows.
 *
 * <p>Where nobody is asked, which {@code Settings} allows on loopback only, everybody on this machine is let in, but no page
 * in a browser on it: a page can have its own name lead to 127.0.0.1 (DNS rebinding), and then its requests carry that
 * name as their Host.
 */
final class CallerGate {

    private static final String SCHEME = "Bearer ";

    private final Callers callers;

    CallerGate(Callers callers) {
        this.callers = callers;
    }

    /**
     * Finds out who sends a request with these headers, and tells {@code trace}.
     *
     * @throws ProblemException if they may not come in
     * @throws RateLimited if they have come too often
     */
    void admit(RequestTrace trace, @Nullable String authorization, @Nullable String host) {
        Caller caller = callers.isOpen() ? anyone(host) : known(authorization);
        trace.calledBy(caller);
        caller.allowance().request();
    }

    private static Caller anyone(@Nullable String host) {
        if (!LoopbackHost.isNamedBy(host)) {
            throw new ProblemException(Problems.strangeHost());
        }
        return Caller.ANYONE;
    }

    private Caller known(@Nullable String authorization) {
        return presented(authorization)
                .flatMap(callers::identify)
                .orElseThrow(() -> new ProblemException(Problems.unauthenticated()));
    }

    private static Optional<String> presented(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(header.substring(SCHEME.length()).strip());
    }
}

package dev.jeton.app.http;

import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.app.caller.Caller;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.problem.Problems;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who shows a credential that is known, as often as their quota allows.
 *
 * <p>Where nobody is asked, which {@code Settings} allows on loopback only, everybody on this machine is let in, but no page
 * in a browser on it: a page can have its own name lead to 127.0.0.1 (DNS rebinding), and then its requests carry that
 * name as their Host. Nor is a page of another site, whose forms can be sent to 127.0.0.1 by that very name: browsers tell of those in
 * Origin and Sec-Fetch-Site.
 */
final class CallerGate {

    private static final String SCHEME = "Bearer ";
    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

    private final Callers callers;

    CallerGate(Callers callers) {
        this.callers = callers;
    }

    /** The headers of a request by their names. */
    @FunctionalInterface
    interface Headers {
        @Nullable
        String get(String name);
    }

    /**
     * Finds out who sends a request with these headers, and tells {@code trace}.
     *
     * @throws ProblemException if they may not come in
     * @throws RateLimited if they have come too often
     */
    void admit(RequestTrace trace, Headers headers) {
        Caller caller = callers.isOpen() ? anyone(headers) : known(headers.get("Authorization"));
        trace.calledBy(caller);
        caller.allowance().request();
    }

    private static Caller anyone(Headers headers) {
        if (!LoopbackHost.isNamedBy(headers.get("Host"))) {
            throw new ProblemException(Problems.strangeHost());
        }
        if (isOfAnotherSite(headers.get("Origin"), headers.get("Sec-Fetch-Site"))) {
            throw new ProblemException(Problems.strangePage());
        }
        return Caller.ANYONE;
    }

    /** What is no browser sends neither. */
    private static boolean isOfAnotherSite(@Nullable String origin, @Nullable String site) {
        return (origin != null && !LoopbackHost.isOrigin(origin)) || (site != null && OTHER_SITES.contains(site));
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

package dev.jeton.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.port.Secret;
import dev.jeton.app.problem.Problems;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who shows the service secret. How long that takes depends on the length of what was presented and on nothing else, as
 * {@link MessageDigest#isEqual} promises of its first argument, so neither the secret's length nor a common beginning can be
 * measured.
 *
 * <p>Without a secret, which {@code Settings} allows on loopback only, everybody on this machine is let in, but no page
 * in a browser on it: a page can have its own name lead to 127.0.0.1 (DNS rebinding), and then its requests carry that
 * name as their Host.
 */
final class CallerGate implements Handler {

    private static final String SCHEME = "Bearer ";
    private static final byte[] NOTHING = {};

    private final byte @Nullable [] expected;

    /** @param serviceSecret null = none is asked for */
    CallerGate(@Nullable Secret serviceSecret) {
        this.expected = serviceSecret == null ? null : serviceSecret.revealUtf8(byte[]::clone);
    }

    @Override
    public void handle(Context ctx) {
        check(ctx.header("Authorization"), ctx.header("Host"));
    }

    /** @throws ProblemException if a request with these headers may not come in */
    void check(@Nullable String authorization, @Nullable String host) {
        if (expected == null) {
            if (!LoopbackHost.isNamedBy(host)) {
                throw new ProblemException(Problems.strangeHost());
            }
        } else if (!MessageDigest.isEqual(presented(authorization), expected)) {
            throw new ProblemException(Problems.unauthenticated());
        }
    }

    private static byte[] presented(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return NOTHING;
        }
        return header.substring(SCHEME.length()).strip().getBytes(UTF_8);
    }
}

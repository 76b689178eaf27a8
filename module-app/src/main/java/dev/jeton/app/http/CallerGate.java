package dev.jeton.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.port.Secret;
import dev.jeton.app.problem.Problems;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who shows the service secret. Digests are compared, in constant time, so that neither the length nor a common
 * beginning can be measured.
 *
 * <p>Without a secret, which {@code Settings} allows on loopback only, everybody on this machine is let in, but no page
 * in a browser on it: a page can have its own name lead to 127.0.0.1 (DNS rebinding), and then its requests carry that
 * name as their Host.
 */
final class CallerGate implements Handler {

    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] expected;

    /** @param serviceSecret null = none is asked for */
    CallerGate(@Nullable Secret serviceSecret) {
        this.expected = serviceSecret == null ? null : digest(serviceSecret.reveal(String::new));
    }

    @Override
    public void handle(Context ctx) {
        if (expected == null) {
            if (!LoopbackHost.isNamedBy(ctx.header("Host"))) {
                throw new ProblemException(Problems.strangeHost());
            }
        } else if (!MessageDigest.isEqual(expected, digest(presented(ctx.header("Authorization"))))) {
            ctx.header("WWW-Authenticate", "Bearer");
            throw new ProblemException(Problems.unauthenticated());
        }
    }

    private static String presented(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        return header.substring(SCHEME.length()).strip();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

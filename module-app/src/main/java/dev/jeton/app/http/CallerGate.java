package dev.jeton.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.port.Secret;
import dev.jeton.app.problem.Problems;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who shows the service secret. Digests are compared, in constant time, so that neither the length nor a common
 * beginning can be measured. Without a secret everybody is let in, which {@code Settings} allows on loopback only.
 */
final class CallerGate implements Handler {

    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] expected;

    CallerGate(Optional<Secret> serviceSecret) {
        this.expected =
                serviceSecret.map(secret -> digest(secret.reveal(String::new))).orElse(null);
    }

    @Override
    public void handle(Context ctx) {
        if (expected != null && !MessageDigest.isEqual(expected, digest(presented(ctx.header("Authorization"))))) {
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

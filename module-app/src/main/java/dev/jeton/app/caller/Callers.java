package dev.jeton.app.caller;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells who presents a bearer credential: the service secret, else an API token by how it begins, else a JWT. How long the service
 * secret takes to compare depends on the length of what was presented and on nothing else, as {@link MessageDigest#isEqual}
 * promises of its first argument, so neither the secret's length nor a common beginning can be measured.
 */
public final class Callers {

    private final byte @Nullable [] serviceSecret;
    private final boolean open;
    private final ApiTokenCallers apiTokens;
    private final JwtCallers jwts;

    /** What bearers other than the service secret are checked by. */
    public record Checks(ApiTokenCheck apiTokens, JwtCheck jwts) {}

    /**
     * Without secret and file nobody is asked.
     *
     * @param serviceSecretOrNull null = there is none
     * @param fileOrNull null = there are no callers but the service
     */
    public Callers(
            @Nullable Secret serviceSecretOrNull, @Nullable CallersFile fileOrNull, Checks checks, TimeSource time) {
        CallersFile file = fileOrNull == null ? CallersFile.EMPTY : fileOrNull;
        this.serviceSecret = serviceSecretOrNull == null ? null : serviceSecretOrNull.revealUtf8(byte[]::clone);
        this.open = serviceSecretOrNull == null && fileOrNull == null;
        this.apiTokens = new ApiTokenCallers(checks.apiTokens, file.quota(), time);
        this.jwts = new JwtCallers(checks.jwts, file.callers(), time);
    }

    /** Whether everybody is let in as {@link Caller#ANYONE}. */
    public boolean isOpen() {
        return open;
    }

    /** Whether whoever gets a session of the user {@code subject} gets in as a caller: no ordinary user's, then. */
    public boolean isSubject(String subject) {
        return jwts.hasOurs(subject);
    }

    /** Looks at every JWT anew from now on: to be called when a key was revoked. */
    public void forgetJwts() {
        jwts.forget();
    }

    /** Who presents this; empty = nobody who is known, and nothing says why. */
    public Optional<Caller> identify(String presented) {
        if (serviceSecret != null && MessageDigest.isEqual(presented.getBytes(UTF_8), serviceSecret)) {
            return Optional.of(Caller.SERVICE);
        }
        if (presented.startsWith(ApiTokenCheck.PREFIX)) {
            return apiTokens.identify(presented);
        }
        return isCompact(presented) ? jwts.identify(presented) : Optional.empty();
    }

    /** Three parts (RFC 7515 section 7.1); what they are made of is the check's business. */
    private static boolean isCompact(String presented) {
        int first = presented.indexOf('.');
        int second = presented.indexOf('.', first + 1);
        return first > 0 && second > 0 && presented.indexOf('.', second + 1) < 0;
    }
}

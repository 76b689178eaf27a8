package dev.jeton.app.validation;

import dev.jeton.api.TokenException;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.caller.JwtCheck;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jwt.VerifiedTokens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JWTs that callers show: good if one of the issuers that callers are declared with has signed them for us. Which issuer that
 * is, the token is not asked; each one's keys are. What was verified a moment ago is believed for a moment.
 */
public final class CallerJwts implements JwtCheck {

    private static final int MOST_REMEMBERED = 10_000;

    /** Of the time in which a revoked key has to be refused everywhere. */
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    private final JwtJudge judge;
    private final Map<String, VerifiedTokens> seen = new LinkedHashMap<>();

    /** @param issuers that callers are declared with */
    public CallerJwts(JwtJudge judge, Set<String> issuers, TimeSource time) {
        this.judge = judge;
        issuers.stream()
                .sorted()
                .forEach(issuer -> seen.put(issuer, new VerifiedTokens(MOST_REMEMBERED, BELIEVED, time)));
    }

    @Override
    public Optional<Verified> check(String compact) {
        @Nullable TokenException unasked = null;
        for (Map.Entry<String, VerifiedTokens> issuer : seen.entrySet()) {
            try {
                JwtVerdict verdict = issuer.getValue().verdict(compact, token -> verdict(issuer.getKey(), token));
                if (verdict instanceof JwtVerdict.Valid valid) {
                    return Optional.of(new Verified(issuer.getKey(), valid.claims(), valid.expiresAt()));
                }
            } catch (TokenException e) {
                // Another one may know it.
                unasked = e;
            }
        }
        if (unasked != null) {
            throw unasked;
        }
        return Optional.empty();
    }

    private JwtVerdict verdict(String issuer, String token) {
        return judge.ofIssuer(issuer, token).orElseGet(() -> new JwtVerdict.Invalid(JwtVerdict.Reason.WRONG_ISSUER));
    }
}

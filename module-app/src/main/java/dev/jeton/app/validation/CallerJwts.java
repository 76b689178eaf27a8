package dev.jeton.app.validation;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.caller.JwtCheck;
import dev.jeton.identity.jose.CompactJwt;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jwt.VerifiedTokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JWTs that callers show: good if the issuer that they name is one that callers are declared with, and has signed them for us.
 * Nobody but the one that is named is asked for keys, so that neither junk nor an issuer that is away is felt by the others' callers.
 * What was verified a moment ago is believed for a moment.
 */
public final class CallerJwts implements JwtCheck {

    private static final int MOST_REMEMBERED = 10_000;

    private static final JwtVerdict NOBODYS = new JwtVerdict.Invalid(JwtVerdict.Reason.WRONG_ISSUER);

    private final JwtJudge judge;
    /** By what their tokens have in {@code iss}. */
    private final Map<String, String> ids;

    private final VerifiedTokens seen;

    /**
     * @param issuers that callers are declared with, by id; each has a name of its own, but ours may be another's, and wins
     * @param believed how long: of the time in which a revoked key has to be refused everywhere
     */
    public CallerJwts(JwtJudge judge, Set<String> issuers, Duration believed, TimeSource time) {
        this.judge = judge;
        this.ids = ids(judge, issuers);
        this.seen = new VerifiedTokens(MOST_REMEMBERED, believed, time);
    }

    private static Map<String, String> ids(JwtJudge judge, Set<String> issuers) {
        Map<String, String> ids = new HashMap<>();
        issuers.forEach(id -> judge.name(id).ifPresent(name -> ids.putIfAbsent(name, id)));
        if (issuers.contains(OURSELVES)) {
            judge.name(OURSELVES).ifPresent(name -> ids.put(name, OURSELVES));
        }
        return ids;
    }

    @Override
    public Optional<Verified> check(String compact) {
        return seen.verdict(compact, this::verdict) instanceof JwtVerdict.Valid valid
                ? id(valid).map(id -> new Verified(id, valid.claims(), valid.expiresAt()))
                : Optional.empty();
    }

    @Override
    public void forget() {
        seen.forget();
    }

    private JwtVerdict verdict(String token) {
        return CompactJwt.claimedIssuer(token)
                .flatMap(this::named)
                .flatMap(id -> judge.ofIssuer(id, token))
                .orElse(NOBODYS);
    }

    /** By its claim, which was believed: it is that of the issuer whose key has signed it. */
    private Optional<String> id(JwtVerdict.Valid valid) {
        return Optional.ofNullable(valid.claims().get("iss")).flatMap(name -> named(name.toString()));
    }

    private Optional<String> named(String issuer) {
        return Optional.ofNullable(ids.get(issuer));
    }
}

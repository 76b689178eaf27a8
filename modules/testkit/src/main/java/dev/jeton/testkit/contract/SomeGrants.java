package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.grant.Claim;
import dev.jeton.api.grant.ClaimOwner;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.secret.Canaries;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Grants in every state, each with secrets of its own. Tokens live from one whole second to another and claims to a whole
 * millisecond: what is finer no store has to keep.
 */
public final class SomeGrants {

    private static final Instant ISSUED = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant DEADLINE = Instant.parse("2026-11-20T12:00:30.123Z");

    private SomeGrants() {}

    /** A new connection with a refresh token that nobody else has. */
    public static Grant connected() {
        try (Secret token = aSecret("refresh")) {
            return Grant.connected(token);
        }
    }

    /** A connection that has been refreshed once. */
    public static Grant refreshed() {
        try (Grant connected = connected()) {
            return next(connected);
        }
    }

    /** What the provider's answer to a refresh of {@code grant} makes of it. */
    public static Grant next(Grant grant) {
        try (Secret successor = aSecret("successor")) {
            return grant.rotated(successor, access());
        }
    }

    /** A claim that nobody else has. */
    public static Claim claim() {
        return new Claim(ClaimOwner.of("contract"), DEADLINE);
    }

    /** An access token that nobody else has. */
    public static GrantedAccess access() {
        return new GrantedAccess(
                AccessToken.bearer(Canaries.MARKER + "-access-" + UUID.randomUUID()),
                ISSUED,
                ISSUED.plus(Duration.ofHours(6)));
    }

    /** Grants in all states in which a store may be asked to keep them, by what is special about them. */
    public static Map<String, Grant> inEveryState() {
        Map<String, Grant> grants = new LinkedHashMap<>();
        grants.put("connected", connected());
        grants.put("refreshed", refreshed());
        grants.put("claimed before its first refresh", connected().claimed(claim()));
        grants.put("claimed with a valid access token", refreshed().claimed(claim()));
        grants.put("claimed after a failure", refreshed().freed("try again").claimed(claim()));
        grants.put("free after a refusal", refreshed().freed("the provider answered 503"));
        grants.put("dead, served to its end", refreshed().dead("invalid_grant"));
        grants.put(
                "dead without access",
                connected().dead("revoked: \u201cgr\u00fc\u00df Gott\u201d \ud83d\udd12 it's 'over'"));
        grants.put("its access token rejected", refreshed().withoutAccess());
        grants.put("written by another program", foreign());
        grants.put("of a great age", aged());
        return grants;
    }

    private static Grant foreign() {
        Secret token = aSecret("foreign");
        return new Grant(0, Grant.familyOf(token), token, access(), new GrantState.Active(), null);
    }

    private static Grant aged() {
        Secret token = aSecret("aged");
        return new Grant(Long.MAX_VALUE, Grant.familyOf(token), token, null, new GrantState.Active(), null);
    }

    private static Secret aSecret(String label) {
        return Secret.of(Canaries.MARKER + "-" + label + "-\u00e4\u6f22\ud83d\udd11-" + UUID.randomUUID());
    }

    /** Fails unless {@code actual} says in everything what {@code expected} says; neither is closed. */
    public static void assertSame(String what, Grant expected, Grant actual) {
        assertThat(Said.by(actual)).as(what).isEqualTo(Said.by(expected));
    }

    /** Everything that a grant says; not printed, for it holds the secrets. */
    private record Said(
            long generation,
            String family,
            String refreshToken,
            @Nullable GrantedAccess access,
            GrantState state,
            @Nullable String lastError) {
        static Said by(Grant grant) {
            return new Said(
                    grant.generation(),
                    grant.family().value(),
                    grant.refreshToken().reveal(String::new),
                    grant.accessOrNull(),
                    grant.state(),
                    grant.lastErrorOrNull());
        }

        @Override
        public String toString() {
            return "generation " + generation + " of " + family + ", " + state + ", access " + (access != null)
                    + ", refresh token " + refreshToken.length() + " characters, last error " + lastError;
        }
    }
}

package dev.jeton.testkit.contract;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.testkit.secret.Canaries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Entries as the broker would make them, each with a token of its own. Moments are whole milliseconds: what is finer is
 * nobody's promise.
 */
public final class SomeEntries {

    private static final TtlPolicy POLICY = new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(300), () -> 0);

    private SomeEntries() {}

    /** A new token received at {@code now} that lives for {@code lifetime}. */
    public static TokenEntry lasting(Duration lifetime, Instant now) {
        return of(new Validity.Lasting(lifetime), now);
    }

    /** As {@link #lasting}, as clients make them, in whole seconds: what they share is no finer. */
    public static TokenEntry ofClients(Duration lifetime, Instant now) {
        AccessToken token = AccessToken.bearer(Canaries.MARKER + "-" + UUID.randomUUID());
        Instant received = now.truncatedTo(ChronoUnit.SECONDS);
        return new TokenEntry(token, TtlPolicy.forClients().schedule(new Validity.Lasting(lifetime), received));
    }

    /** A new token received at {@code now} that never expires. */
    public static TokenEntry unlimited(Instant now) {
        return of(new Validity.Unlimited(), now);
    }

    /** A token whose life was over at {@code now}. */
    public static TokenEntry expired(Instant now) {
        return lasting(Duration.ofSeconds(1), now.minusSeconds(2));
    }

    private static TokenEntry of(Validity validity, Instant now) {
        AccessToken token = AccessToken.bearer(Canaries.MARKER + "-" + UUID.randomUUID());
        return new TokenEntry(token, POLICY.schedule(validity, now.truncatedTo(ChronoUnit.MILLIS)));
    }
}

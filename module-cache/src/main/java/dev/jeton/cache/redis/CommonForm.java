package dev.jeton.cache.redis;

import dev.jeton.api.Schedule;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/**
 * What programs of any language share: plain JSON, kept until the token should not be handed out any more without asking
 * (A-03).
 *
 * <p>The convention knows no token that never expires. Such a one is written as one of an hour, so everybody asks the broker for it
 * again then, instead of never.
 */
public record CommonForm(CommonNames names, TimeSource time) implements TokenForm {

    private static final TtlPolicy POLICY = TtlPolicy.forClients();

    @Override
    public byte[] encode(TokenKey key, TokenEntry entry) {
        Schedule schedule = limited(entry.schedule());
        Instant expiry = schedule.expiry().orElseThrow();
        Duration lifetime = Duration.between(schedule.issuedAt(), expiry);
        return CommonTokenCodec.encode(entry.token(), lifetime, expiry);
    }

    @Override
    public TokenEntry decode(TokenKey key, byte[] stored) throws UnreadableToken {
        CommonTokenCodec.Value value = CommonTokenCodec.decode(stored);
        Duration left = Duration.between(time.now(), value.expiry());
        if (!left.isPositive()) {
            throw new UnreadableToken("expired");
        }
        if (left.compareTo(CommonTokenCodec.LONGEST) > 0) {
            throw new UnreadableToken("an expiry in another unit than seconds");
        }
        Instant received = value.expiry().minus(value.lifetime());
        return new TokenEntry(value.token(), POLICY.schedule(new Validity.Lasting(value.lifetime()), received));
    }

    @Override
    public Instant keptUntil(TokenEntry entry) {
        return limited(entry.schedule()).usableUntil();
    }

    private static Schedule limited(Schedule schedule) {
        return schedule.expiry().isPresent()
                ? schedule
                : POLICY.schedule(new Validity.Lasting(TtlPolicy.CLIENT_DEFAULT_LIFETIME), schedule.issuedAt());
    }

    @Override
    public String toString() {
        return "common";
    }
}

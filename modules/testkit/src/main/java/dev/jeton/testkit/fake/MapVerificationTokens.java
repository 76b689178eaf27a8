package dev.jeton.testkit.fake;

import dev.jeton.api.identity.IdentityStore.VerificationTokens;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Verification tokens in a map. */
final class MapVerificationTokens extends MapUserRows<VerificationToken> implements VerificationTokens {

    private final Map<UserId, Map<VerificationToken.Type, Instant>> proven = new HashMap<>();

    MapVerificationTokens() {
        super(new Traits<>(VerificationToken::user, VerificationToken::hash, VerificationToken::with));
    }

    @Override
    public synchronized List<VerificationToken> consume(TokenHash hash, VerificationToken.Type type, Instant now) {
        List<VerificationToken> consumed = endThose(token -> token.hash().equals(hash) && token.type() == type, now);
        return consumed.isEmpty() ? consumed : withTheRest(consumed.getFirst(), now);
    }

    private List<VerificationToken> withTheRest(VerificationToken consumed, Instant now) {
        if (consumed.type() != VerificationToken.Type.PASSWORD_RESET) {
            Map<VerificationToken.Type, Instant> of =
                    proven.computeIfAbsent(consumed.user(), user -> new EnumMap<>(VerificationToken.Type.class));
            of.merge(consumed.type(), now.truncatedTo(ChronoUnit.MILLIS), MapVerificationTokens::later);
            return List.of(consumed);
        }
        List<VerificationToken> others = endThose(
                other -> other.user().equals(consumed.user()) && other.type() == VerificationToken.Type.PASSWORD_RESET,
                now);
        return Stream.concat(Stream.of(consumed), others.stream()).toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public synchronized Map<VerificationToken.Type, Instant> proven(UserId user) {
        return Map.copyOf(proven.getOrDefault(user, Map.of()));
    }
}

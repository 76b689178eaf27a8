package dev.jeton.simulator;

import dev.jeton.simulator.Family.Cause;
import dev.jeton.simulator.Family.Revocation;
import dev.jeton.simulator.Spend.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The refresh tokens that descend from one consent. Whatever is done with a family is done in {@link #exclusively}, so that
 * its tokens, its death and what the ledger says of both change in one step.
 */
final class TokenFamily {

    private final Holder holder;
    private final Temper temper;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Generation> generations = new LinkedHashMap<>();
    private final List<String> accessTokens = new ArrayList<>();
    private @Nullable Revocation revocation;

    /**
     * To whom the refresh tokens belong.
     *
     * @param scopes what was consented to; no exchange gives more
     */
    record Holder(long id, String tenant, String clientId, Set<String> scopes) {}

    /**
     * What came of presenting a token.
     *
     * @param successor null = none: refused, or the token stays
     */
    record Turn(int generation, Outcome outcome, @Nullable String successor) {
        Optional<String> refreshToken() {
            return Optional.ofNullable(successor);
        }

        @Override
        public String toString() {
            return "Turn[" + generation + " " + outcome + "]";
        }
    }

    TokenFamily(Holder holder, Temper temper) {
        this.holder = holder;
        this.temper = temper;
        mint();
    }

    Holder holder() {
        return holder;
    }

    <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The refresh token that a person brings home. */
    String first() {
        return generations.keySet().iterator().next();
    }

    Family seen() {
        return new Family(holder.id, holder.tenant, generations.size(), revocation);
    }

    /** Turns a token away without looking whether it was spent. */
    Turn refuse(String token) {
        return new Turn(generation(token).number, Outcome.REFUSED, null);
    }

    /** Spends a token of this family as its server would. */
    Turn present(String token, Instant now) {
        Generation generation = generation(token);
        if (generation.spentAt != null) {
            return again(generation, generation.spentAt, now);
        }
        if (revocation != null) {
            return new Turn(generation.number, Outcome.REFUSED, null);
        }
        return temper instanceof Temper.Fixed
                ? new Turn(generation.number, Outcome.KEPT, null)
                : rotate(generation, now);
    }

    /** Takes note of an access token that dies with this family. */
    void remember(String accessToken) {
        accessTokens.add(accessToken);
    }

    List<String> accessTokens() {
        return accessTokens;
    }

    /** Kills the family; the first cause counts. */
    void revoke(Cause cause, int generation, Instant now) {
        if (revocation == null) {
            revocation = new Revocation(cause, generation, now);
        }
    }

    private Turn rotate(Generation generation, Instant now) {
        generation.spentAt = now;
        generation.successor = mint();
        return new Turn(generation.number, Outcome.ROTATED, generation.successor);
    }

    private Turn again(Generation spent, Instant spentAt, Instant now) {
        if (revocation == null && isForgiven(spentAt, now)) {
            return new Turn(spent.number, Outcome.REPLAYED, givesTheSame() ? spent.successor : mint());
        }
        revoke(Cause.REUSE, spent.number, now);
        return new Turn(spent.number, Outcome.REUSED, null);
    }

    private boolean isForgiven(Instant spentAt, Instant now) {
        return switch (temper) {
            case Temper.Strict() -> false;
            case Temper.Grace grace -> now.isBefore(spentAt.plus(grace.period()));
            case Temper.Lenient() -> true;
            case Temper.Fixed() -> true;
        };
    }

    private boolean givesTheSame() {
        return temper instanceof Temper.Grace grace && grace.repeat() == Temper.Repeat.SAME_SUCCESSOR;
    }

    private String mint() {
        String token = CanarySecrets.invent("refresh-token");
        generations.put(token, new Generation(generations.size() + 1));
        return token;
    }

    private Generation generation(String token) {
        return Optional.ofNullable(generations.get(token)).orElseThrow();
    }

    private static final class Generation {

        private final int number;
        private @Nullable Instant spentAt;
        private @Nullable String successor;

        private Generation(int number) {
            this.number = number;
        }
    }

    @Override
    public String toString() {
        return "TokenFamily[" + holder + " " + temper + "]";
    }
}

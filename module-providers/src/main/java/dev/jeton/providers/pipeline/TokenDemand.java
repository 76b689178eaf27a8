package dev.jeton.providers.pipeline;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A request on its way through the pipeline, its patience turned into a deadline. The one judge of what fits it. */
public record TokenDemand(
        TokenKey key, Freshness freshness, Duration minTtl, Deadline deadline, CorrelationId correlationId) {

    public static TokenDemand of(TokenRequest request, TimeSource time) {
        return new TokenDemand(
                request.key(),
                request.freshness(),
                request.minTtl(),
                Deadline.in(request.timeout(), time),
                request.correlationId());
    }

    /** Whether a cached token answers this without looking for a better one. A forced demand prefers none. */
    boolean prefers(TokenEntry entry, Instant now) {
        return !isForced()
                && isPermitted(entry)
                && !isDue(entry, now)
                && entry.schedule().isPreferred(now)
                && entry.schedule().lasts(minTtl, now);
    }

    /** Whether a cached token may answer this where a better one cannot be had. */
    boolean tolerates(TokenEntry entry, Instant now) {
        return !isForced() && isPermitted(entry) && entry.schedule().isValid(now);
    }

    /** Whether an answer that was fetched for somebody else is what this wants. */
    boolean isAnsweredBy(TokenAnswer answer, Instant now) {
        boolean fresh = answer.source() == TokenAnswer.Source.FRESH;
        return switch (freshness) {
            case Freshness.Forced() -> fresh;
            case Freshness.NotThis wish -> wish.permits(answer.token().fingerprint());
            case Freshness.Cached() -> fresh || answer.schedule().lasts(minTtl, now);
            case Freshness.Ahead wish -> true;
        };
    }

    /** Whether a cached token is so young that it answers even a forced demand. */
    boolean isContentWith(TokenEntry entry, Duration youngerThan, Instant now) {
        Duration age = Duration.between(entry.schedule().issuedAt(), now);
        return isForced() && entry.schedule().isPreferred(now) && !age.isNegative() && age.compareTo(youngerThan) < 0;
    }

    boolean isForced() {
        return freshness instanceof Freshness.Forced;
    }

    /** Whether nobody waits: what there is will do, if it cannot be renewed at once. */
    boolean isAhead() {
        return freshness instanceof Freshness.Ahead;
    }

    /** The same token may have come anew, for another while. */
    private boolean isDue(TokenEntry entry, Instant now) {
        return freshness instanceof Freshness.Ahead(Fingerprint due)
                && due.equals(entry.token().fingerprint())
                && !now.isBefore(entry.schedule().refreshAt());
    }

    private boolean isPermitted(TokenEntry entry) {
        return freshness.permits(entry.token().fingerprint());
    }

    TokenDemand with(Freshness other) {
        return new TokenDemand(key, other, minTtl, deadline, correlationId);
    }

    TokenDemand until(Deadline other) {
        return new TokenDemand(key, freshness, minTtl, other, correlationId);
    }
}

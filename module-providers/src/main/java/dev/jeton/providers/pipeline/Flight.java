package dev.jeton.providers.pipeline;

import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.time.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One search for a token and everybody who waits for it. */
final class Flight {

    private final CompletableFuture<TokenAnswer> result = new CompletableFuture<>();
    private final TokenDemand leader;

    /** @param leader what it was started for */
    Flight(TokenDemand leader) {
        this.leader = leader;
    }

    /** Whether it was started for at least what {@code demand} asks: then whatever it brings is for that one too. */
    boolean isFor(TokenDemand demand) {
        return leader.freshness().equals(demand.freshness()) && leader.minTtl().compareTo(demand.minTtl()) >= 0;
    }

    /**
     * Whether it has failed at something that {@code demand} did not ask: a better token than the cached one cannot be
     * had, but the cached one might do.
     */
    boolean failedAtMoreThan(TokenDemand demand) {
        return result.isCompletedExceptionally() && !(leader.freshness() instanceof Freshness.Cached) && !isFor(demand);
    }

    /** Runs the search, then {@code leave}, then tells everybody. */
    void land(Supplier<TokenAnswer> search, Runnable leave) {
        try {
            TokenAnswer answer = search.get();
            leave.run();
            result.complete(answer);
        } catch (Throwable e) {
            // An Error as well: nobody may wait for a flight that has crashed.
            leave.run();
            result.completeExceptionally(e);
        }
    }

    /**
     * The result, the same for everybody who waits.
     *
     * @throws UpstreamTimeout if it is not there before {@code deadline}; the flight goes on
     */
    TokenAnswer await(Deadline deadline) {
        try {
            return result.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UpstreamTimeout("no token could be had before the request's deadline");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamTimeout("interrupted while waiting for a token");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TokenException failure) {
                throw failure;
            }
            throw new IllegalStateException("a stage of the pipeline failed in a way it never should", e.getCause());
        }
    }
}

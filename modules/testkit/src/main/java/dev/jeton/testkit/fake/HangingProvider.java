package dev.jeton.testkit.fake;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A provider that never answers. Every call ends in {@link TokenException.UpstreamTimeout}, sooner or later. */
public final class HangingProvider implements TokenProvider, AutoCloseable {

    private final ProviderId id;
    private final Predicate<Deadline> givesUp;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();

    private HangingProvider(String id, Predicate<Deadline> givesUp) {
        this.id = new ProviderId(id);
        this.givesUp = givesUp;
    }

    /** One that keeps the port's word: calls give up at their deadline. */
    public static HangingProvider untilTheDeadline(String id) {
        return new HangingProvider(id, Deadline::hasPassed);
    }

    /** One that breaks it: calls hang on until they are interrupted or this is closed. */
    public static HangingProvider pastEveryDeadline(String id) {
        return new HangingProvider(id, deadline -> false);
    }

    @Override
    public ProviderId id() {
        return id;
    }

    @Override
    public Issuance issuance() {
        return Issuance.EXCHANGED;
    }

    @Override
    public IssuedToken issue(TenantId tenant, Credentials credentials, Deadline deadline) {
        calls.incrementAndGet();
        hanging.incrementAndGet();
        try {
            hang(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hanging.decrementAndGet();
        }
        throw new TokenException.UpstreamTimeout(id + " did not answer");
    }

    /** Polls, because the deadline's clock may be one that a test moves by hand. */
    private void hang(Deadline deadline) throws InterruptedException {
        while (!givesUp.test(deadline)) {
            if (closed.await(1, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    public int calls() {
        return calls.get();
    }

    /** How many calls hang just now. */
    public int hanging() {
        return hanging.get();
    }

    /** Ends all calls. */
    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public String toString() {
        return "HangingProvider[" + id + "]";
    }
}

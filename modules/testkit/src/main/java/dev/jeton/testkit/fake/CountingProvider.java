package dev.jeton.testkit.fake;

import dev.jeton.api.AccessToken;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.secret.Canaries;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that counts: how often it was asked, how many asked at once, and who got which token. Its tokens are
 * {@code c4nary-token-1}, {@code c4nary-token-2} and so on, so that each exchange can be told from every other.
 */
public final class CountingProvider implements TokenProvider {

    /** One call that ended with a token. */
    public record Issue(TenantId tenant, AccessToken token) {}

    /** What a call goes through before it is answered. */
    private interface Latency {
        void spend() throws InterruptedException;
    }

    private final ProviderId id;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger maxConcurrency = new AtomicInteger();
    private final List<Issue> issues = new CopyOnWriteArrayList<>();
    private final Queue<TokenException> failures = new ConcurrentLinkedQueue<>();

    private volatile Issuance issuance = Issuance.EXCHANGED;
    private volatile Validity validity = new Validity.Lasting(Duration.ofHours(1));
    private volatile Latency latency = () -> {};

    public CountingProvider(String id) {
        this.id = new ProviderId(id);
    }

    /** From now on tokens are of this validity instead of an hour's. */
    public CountingProvider issuing(Validity newValidity) {
        validity = newValidity;
        return this;
    }

    public CountingProvider issuingAs(Issuance newIssuance) {
        issuance = newIssuance;
        return this;
    }

    /** From now on every call takes {@code duration} of {@code time}. */
    public CountingProvider taking(Duration duration, TimeSource time) {
        latency = () -> time.pause(duration);
        return this;
    }

    /** From now on every call waits at {@code gate}. */
    public CountingProvider heldBy(Gate gate) {
        latency = gate::pass;
        return this;
    }

    /** The next calls fail like this, one each; the one after them succeeds again. */
    public CountingProvider failingWith(TokenException... next) {
        failures.addAll(List.of(next));
        return this;
    }

    @Override
    public ProviderId id() {
        return id;
    }

    @Override
    public Issuance issuance() {
        return issuance;
    }

    @Override
    public IssuedToken issue(TenantId tenant, Credentials credentials, Deadline deadline) {
        calls.incrementAndGet();
        maxConcurrency.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            latency.spend();
            return answer(tenant);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TokenException.UpstreamTimeout("interrupted while " + id + " was answering");
        } finally {
            running.decrementAndGet();
        }
    }

    private IssuedToken answer(TenantId tenant) {
        TokenException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        AccessToken token = AccessToken.bearer(Canaries.MARKER + "-token-" + tokens.incrementAndGet());
        issues.add(new Issue(tenant, token));
        return new IssuedToken(token, validity);
    }

    /** How often it was asked, whatever came of it. */
    public int calls() {
        return calls.get();
    }

    /** How many calls were under way at the same time, at most. */
    public int maxConcurrency() {
        return maxConcurrency.get();
    }

    /** Every token it gave, in order, with whom it was for. */
    public List<Issue> issues() {
        return List.copyOf(issues);
    }

    /** The tokens it gave {@code tenant}, in order. */
    public List<AccessToken> issuedTo(TenantId tenant) {
        return issues.stream()
                .filter(issue -> issue.tenant().equals(tenant))
                .map(Issue::token)
                .toList();
    }

    @Override
    public String toString() {
        return "CountingProvider[" + id + ", " + calls + " calls]";
    }
}

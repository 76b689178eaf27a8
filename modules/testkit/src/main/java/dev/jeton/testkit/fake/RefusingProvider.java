package dev.jeton.testkit.fake;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A provider that always fails in the same way, and counts how often it had to. */
public final class RefusingProvider implements TokenProvider {

    private final ProviderId id;
    private final Supplier<? extends TokenException> refusal;
    private final AtomicInteger calls = new AtomicInteger();

    public RefusingProvider(String id, Supplier<? extends TokenException> refusal) {
        this.id = new ProviderId(id);
        this.refusal = refusal;
    }

    /** One that refuses all credentials, as an OAuth server does with {@code invalid_client}. */
    public static RefusingProvider ofCredentials(String id) {
        return new RefusingProvider(id, () -> new TokenException.CredentialsRejected("invalid_client"));
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
        throw refusal.get();
    }

    public int calls() {
        return calls.get();
    }

    @Override
    public String toString() {
        return "RefusingProvider[" + id + "]";
    }
}

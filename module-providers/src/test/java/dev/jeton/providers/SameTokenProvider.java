package dev.jeton.providers;

import dev.jeton.api.AccessToken;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives the same token until it expires, however often it is asked, as many OAuth servers do. */
final class SameTokenProvider implements TokenProvider {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public ProviderId id() {
        return new ProviderId("counting");
    }

    @Override
    public Issuance issuance() {
        return Issuance.EXCHANGED;
    }

    @Override
    public IssuedToken issue(TenantId tenant, Credentials credentials, Deadline deadline) {
        calls.incrementAndGet();
        return new IssuedToken(AccessToken.bearer("c4nary-same"), new Validity.Lasting(Duration.ofHours(1)));
    }

    int calls() {
        return calls.get();
    }
}

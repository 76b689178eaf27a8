package dev.jeton.bench.jmh;

import dev.jeton.api.AccessToken;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Issues a token for a day at once, and counts: a benchmark of cached tokens that asks it twice measures something else. */
final class OneTokenProvider implements TokenProvider {

    static final ProviderId ID = new ProviderId("bench");

    private final AtomicInteger issued = new AtomicInteger();

    int issued() {
        return issued.get();
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Issuance issuance() {
        return Issuance.EXCHANGED;
    }

    @Override
    public IssuedToken issue(TenantId tenant, Credentials credentials, Deadline deadline) {
        issued.incrementAndGet();
        return new IssuedToken(AccessToken.bearer("token-of-" + tenant), new Validity.Lasting(Duration.ofDays(1)));
    }
}

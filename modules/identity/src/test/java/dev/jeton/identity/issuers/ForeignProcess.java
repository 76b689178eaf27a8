package dev.jeton.identity.issuers;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.testkit.fake.RecordingEvents;
import java.util.List;

/** One process that believes one issuer. */
final class ForeignProcess implements AutoCloseable {

    final RecordingEvents events = new RecordingEvents();
    private final ForeignIssuers issuers;

    ForeignProcess(FakeIssuer issuer, CacheService cache, IssuerDeclaration.Expected expected, TimeSource time) {
        this.issuers = new ForeignIssuers(
                List.of(FakeIssuer.declared(expected)),
                new KeySetPorts(issuer, cache, events),
                KeySetSettings.defaults(),
                time);
    }

    JwtVerdict validate(String token) {
        return issuers.validate(FakeIssuer.ID, token).orElseThrow();
    }

    ForeignIssuers issuers() {
        return issuers;
    }

    @Override
    public void close() {
        issuers.close();
    }
}

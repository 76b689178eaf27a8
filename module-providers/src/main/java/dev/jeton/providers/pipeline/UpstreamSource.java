package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.port.TokenProvider.Issuance;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;

/** One attempt: credentials, the provider, and the credentials wiped whatever happened. */
final class UpstreamSource implements TokenSource {

    private final TokenProvider provider;
    private final CredentialSource credentials;
    private final Exchange exchange;
    private final TokenEvents events;
    private final TimeSource time;

    /**
     * @param timeout of one exchange, from the first byte sent to the last byte read
     * @param policy what the new token's life means for caching
     */
    record Exchange(Duration timeout, TtlPolicy policy) {}

    UpstreamSource(
            TokenProvider provider,
            CredentialSource credentials,
            Exchange exchange,
            TokenEvents events,
            TimeSource time) {
        this.provider = provider;
        this.credentials = credentials;
        this.exchange = exchange;
        this.events = events;
        this.time = time;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        try (Credentials mine = credentialsFor(demand)) {
            IssuedToken issued = issue(demand, mine);
            TokenEntry entry = new TokenEntry(issued.token(), exchange.policy.schedule(issued.validity(), time.now()));
            return new TokenAnswer(entry, TokenAnswer.Source.FRESH);
        }
    }

    private Credentials credentialsFor(TokenDemand demand) {
        return credentials
                .find(demand.key(), demand.correlationId(), demand.deadline())
                .orElseThrow(() -> new CredentialsNotFound("the tenant has no " + provider.id() + " credentials"));
    }

    private IssuedToken issue(TokenDemand demand, Credentials mine) {
        if (provider.issuance() == Issuance.STATIC) {
            return provider.issue(demand.key().tenant(), mine, demand.deadline());
        }
        long started = time.nanos();
        try {
            Deadline deadline = demand.deadline().orIn(exchange.timeout);
            IssuedToken issued = provider.issue(demand.key().tenant(), mine, deadline);
            events.on(new TokenEvent.UpstreamAnswered(provider.id(), time.since(started)));
            return issued;
        } catch (CredentialsNotFound e) {
            // Nobody was asked.
            throw e;
        } catch (TokenException e) {
            events.on(new TokenEvent.UpstreamFailed(demand.key(), e, time.since(started)));
            throw e;
        }
    }

    @Override
    public String toString() {
        return "upstream(" + provider.id() + ")";
    }
}

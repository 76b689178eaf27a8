package dev.jeton.providers;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.rotation.Rotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what a {@link TokenBroker} is made of. */
public final class TokenBrokerBuilder {

    final SharedState state;
    final CredentialSource credentials;
    final List<TokenProvider> providers = new ArrayList<>();
    final Map<RefreshTokenProvider, Rotation> rotating = new LinkedHashMap<>();
    BrokerSettings settings = BrokerSettings.defaults();
    TokenEvents events = TokenEvents.NO_OP;
    TimeSource time = TimeSource.system();

    TokenBrokerBuilder(SharedState state, CredentialSource credentials) {
        this.state = state;
        this.credentials = credentials;
    }

    public TokenBrokerBuilder provider(TokenProvider provider) {
        providers.add(provider);
        return this;
    }

    public TokenBrokerBuilder providers(Collection<? extends TokenProvider> more) {
        providers.addAll(more);
        return this;
    }

    /** Providers whose refresh tokens rotate; {@code rotation} stays open when the broker is closed, for it was lent. */
    public TokenBrokerBuilder rotating(Rotation rotation, Collection<? extends RefreshTokenProvider> more) {
        more.forEach(provider -> rotating.put(provider, rotation));
        return this;
    }

    public TokenBrokerBuilder settings(BrokerSettings chosen) {
        settings = chosen;
        return this;
    }

    public TokenBrokerBuilder events(TokenEvents listener) {
        events = listener;
        return this;
    }

    public TokenBrokerBuilder time(TimeSource source) {
        time = source;
        return this;
    }

    /**
     * The broker.
     *
     * @throws IllegalArgumentException if there is no provider, or two have one name
     */
    public TokenBroker build() {
        if (providers.isEmpty() && rotating.isEmpty()) {
            throw new IllegalArgumentException("a broker needs at least one provider");
        }
        return TokenBroker.of(this);
    }
}

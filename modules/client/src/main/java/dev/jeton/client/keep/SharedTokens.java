package dev.jeton.client.keep;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.client.ClientEvent.Source;
import java.util.Optional;
import java.util.function.Supplier;

/** The tokens that are shared, as a client uses them: what goes wrong there is told, and counts as "there is none". */
public final class SharedTokens {

    private final TokenRepository tokens;
    private final StateHealth health;
    private final RedisNews news;
    private final Source source;

    /**
     * @param health while it says that a key's server is away, nobody waits for it
     * @param source what is read from here is told as
     */
    public SharedTokens(TokenRepository tokens, StateHealth health, RedisNews news, Source source) {
        this.source = source;
        this.tokens = tokens;
        this.health = health;
        this.news = news;
    }

    Optional<TokenEntry> find(TokenKey key) {
        return survived("read", key, () -> tokens.find(key), Optional.empty());
    }

    void store(TokenKey key, TokenEntry entry) {
        survived(
                "write",
                key,
                () -> {
                    tokens.store(key, entry);
                    return true;
                },
                false);
    }

    /** Whether there was something; {@code otherwise} where nobody can tell. */
    boolean remove(TokenKey key, boolean otherwise) {
        return survived("delete", key, () -> tokens.remove(key), otherwise);
    }

    /** Whether it was still that one; {@code otherwise} where nobody can tell. */
    boolean removeIf(TokenKey key, Fingerprint fingerprint, boolean otherwise) {
        return survived("delete", key, () -> tokens.removeIf(key, fingerprint), otherwise);
    }

    private <T> T survived(String operation, TokenKey key, Supplier<T> call, T otherwise) {
        if (!health.isUsableFor(key)) {
            return otherwise;
        }
        try {
            return call.get();
        } catch (RuntimeException e) {
            // Whatever it is, it must not cost the caller the token: the broker has it too.
            news.fault(operation, e);
            return otherwise;
        }
    }

    Source source() {
        return source;
    }

    @Override
    public String toString() {
        return "SharedTokens[" + tokens + "]";
    }
}

package dev.jeton.identity.issuers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.cache.ValueFormat;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The key set of one issuer, as the processes of a fleet keep it for each other. Where the cache is away, there is none. */
final class SharedKeySet {

    /** Longer ones each process fetches for itself: what is shared has to fit an envelope. */
    private static final int LONGEST = 48 * 1024;

    private final CacheService cache;
    private final CacheKey key;
    private final Duration keptFor;

    SharedKeySet(CacheService cache, String issuer, Duration keptFor) {
        this.cache = cache;
        this.key = new CacheKey(CacheSpace.KEY_SETS.prefix() + issuer);
        this.keptFor = keptFor;
    }

    /** A key set, and when it was fetched. */
    record Fetched(JWKSet keys, Instant at) {}

    Optional<Fetched> get() {
        try {
            return cache.get(key, Format.JSON);
        } catch (CacheUnavailable e) {
            return Optional.empty();
        }
    }

    void set(Fetched fetched) {
        if (Format.JSON.write(fetched).length > LONGEST) {
            return;
        }
        try {
            cache.set(key, fetched, Format.JSON, keptFor);
        } catch (CacheUnavailable e) {
            // Whoever needs it fetches it.
        }
    }

    /** A key set with one member of ours. */
    private enum Format implements ValueFormat<Fetched> {
        JSON;

        @Override
        public byte[] write(Fetched value) {
            return new JWKSet(
                            value.keys().getKeys(),
                            Map.of(KeySetReader.FETCHED_AT, value.at().toEpochMilli()))
                    .toString(true)
                    .getBytes(UTF_8);
        }

        @Override
        public Fetched read(byte[] json) throws UnreadableValue {
            try {
                JWKSet keys = KeySetReader.read(json);
                if (keys.getAdditionalMembers().get(KeySetReader.FETCHED_AT) instanceof Long millis) {
                    return new Fetched(keys, Instant.ofEpochMilli(millis));
                }
            } catch (ParseException e) {
                throw new UnreadableValue("no key set");
            }
            throw new UnreadableValue("no moment of fetching");
        }
    }
}

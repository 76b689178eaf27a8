package dev.jeton.cache.values;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Unopenable;
import java.time.Duration;
import java.util.Optional;

/** Values where they are kept, read and written by their formats. What cannot be read, or not be kept, is an event. */
public final class StoredValues {

    /** Servers count in 64 bits from 1970; nothing that is cached needs longer than this. */
    private static final Duration LONGEST_TTL = Duration.ofDays(3650);

    private static final Duration SHORTEST_TTL = Duration.ofMillis(1);

    private final ByteValues bytes;
    private final ValueCodec codec;
    private final TokenEvents events;

    /** @param events is contained already */
    public StoredValues(ByteValues bytes, ValueCodec codec, TokenEvents events) {
        this.bytes = bytes;
        this.codec = codec;
        this.events = events;
    }

    ByteValues bytes() {
        return bytes;
    }

    <T> Reading<T> read(CacheKey key, ValueFormat<T> format) {
        Optional<Stored> stored = bytes.find(key);
        if (stored.isEmpty()) {
            return new Reading.Absent<>();
        }
        return Marker.is(stored.get().bytes()) ? new Reading.Marked<>() : read(key, stored.get(), format);
    }

    private <T> Reading<T> read(CacheKey key, Stored stored, ValueFormat<T> format) {
        try {
            if (stored.isForeign()) {
                throw new UnreadableValue("another type than a string");
            }
            T value = codec.decode(key, stored.bytes(), format);
            return new Reading.Present<>(value, stored.left(), stored.bytes().length);
        } catch (Unopenable e) {
            events.on(new TokenEvent.SealBroken("value " + key, e.reason()));
        } catch (UnreadableValue e) {
            failed("read", key + ": " + e.getMessage());
        }
        return new Reading.Unreadable<>();
    }

    /** The bytes to keep for {@code ttl}; empty where it cannot be kept. */
    <T> Optional<byte[]> encoded(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        if (isOver(ttl)) {
            return Optional.empty();
        }
        Optional<byte[]> encoded = codec.encode(key, value, format);
        if (encoded.isEmpty()) {
            failed("write", key + ": longer than any value");
        }
        return encoded;
    }

    /** A call to where values are kept has failed, and is survived. */
    void failed(String operation, String reason) {
        events.on(new TokenEvent.CacheFault(operation, reason));
    }

    /** Whether {@code ttl} is too short to keep anything. */
    static boolean isOver(Duration ttl) {
        return ttl.compareTo(SHORTEST_TTL) < 0;
    }

    /** As long as {@code ttl}, where that can be counted. */
    static Duration bounded(Duration ttl) {
        return ttl.compareTo(LONGEST_TTL) < 0 ? ttl : LONGEST_TTL;
    }
}

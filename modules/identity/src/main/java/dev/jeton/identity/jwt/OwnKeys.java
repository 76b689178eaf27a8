package dev.jeton.identity.jwt;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.JoseHeader;
import dev.jeton.identity.jose.JwtCheck;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.identity.jose.Refused;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds our keys by their id, among those that live. One that nobody here has heard of may have been made a moment ago, so
 * the store is asked for it; a flood of invented ones makes it asked no more than ten times a second, and takes nothing from any
 * cache. While the store is away, all who wait for it learn that at once, by the first of them.
 */
final class OwnKeys implements JwtCheck.Keys {

    private static final Duration BETWEEN_READINGS = Duration.ofMillis(100);

    /** In real time; longer than the store takes to fail, twice: once for whoever reads already, once for the next one. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KeySource source;
    private final TimeSource time;
    /** By id; what a key is never changes, only how long it lives. */
    private final Map<RowId, VerificationKey> parsed = new ConcurrentHashMap<>();

    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable Reading last;
    private @Nullable Long turnNanos;

    /** What the store had, or why that is not known, and when it began to be asked. */
    private record Reading(List<JwtKey> found, @Nullable StoreUnavailable failureOrNull, long beganNanos) {

        List<JwtKey> keys() {
            if (failureOrNull != null) {
                throw new StoreUnavailable("the signing keys cannot be read", failureOrNull);
            }
            return found;
        }
    }

    OwnKeys(KeySource source, TimeSource time) {
        this.source = source;
        this.time = time;
    }

    @Override
    public VerificationKey find(SignatureAlgorithm algorithm, JoseHeader header) throws Refused {
        RowId id = id(header);
        Optional<JwtKey> key = among(source.living(), id);
        if (key.isEmpty()) {
            key = among(anew(), id);
        }
        return parsed(key.orElseThrow(() -> new Refused(Reason.UNKNOWN_KEY)));
    }

    /** Ours always have one, and all of one shape: nothing else is worth a question to the store. */
    private static RowId id(JoseHeader header) throws Refused {
        try {
            return new RowId(header.keyId().orElse(""));
        } catch (IllegalArgumentException e) {
            throw new Refused(Reason.UNKNOWN_KEY);
        }
    }

    private Optional<JwtKey> among(List<JwtKey> living, RowId id) {
        Instant now = time.now();
        for (JwtKey key : living) {
            if (key.id().equals(id) && key.life().isLiving(now)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private VerificationKey parsed(JwtKey key) {
        VerificationKey known = parsed.get(key.id());
        if (known != null) {
            return known;
        }
        VerificationKey read = VerificationKey.of(key.publicJwk())
                .orElseThrow(() -> new StoreUnavailable("a signing key in the store cannot be read", null));
        keepOnly(source.living());
        parsed.put(key.id(), read);
        return read;
    }

    private void keepOnly(List<JwtKey> living) {
        parsed.keySet().retainAll(living.stream().map(JwtKey::id).toList());
    }

    /** A reading that began after this was called, so that nobody is refused for a key that was there when he came. */
    private List<JwtKey> anew() {
        long asked = time.nanos();
        lock();
        try {
            Reading latest = last;
            if (latest == null || latest.beganNanos - asked < 0) {
                waitForTurn();
                long began = time.nanos();
                turnNanos = began;
                latest = read(began);
                last = latest;
            }
            return latest.keys();
        } finally {
            reading.unlock();
        }
    }

    private void lock() {
        try {
            if (reading.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StoreUnavailable("the signing keys cannot be read in time", null);
    }

    private Reading read(long began) {
        try {
            List<JwtKey> stored = source.stored();
            // Deleted from the caches only where they lack one: else strangers would empty those of all processes all
            // the time.
            return new Reading(areKnown(stored) ? stored : source.livingAnew(), null, began);
        } catch (StoreUnavailable e) {
            return new Reading(List.of(), e, began);
        }
    }

    private boolean areKnown(List<JwtKey> stored) {
        List<RowId> known = source.living().stream().map(JwtKey::id).toList();
        return stored.stream().map(JwtKey::id).allMatch(known::contains);
    }

    private void waitForTurn() {
        Duration since = turnNanos == null ? BETWEEN_READINGS : time.since(turnNanos);
        if (since.compareTo(BETWEEN_READINGS) >= 0) {
            return;
        }
        try {
            time.pause(BETWEEN_READINGS.minus(since));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for the signing keys", e);
        }
    }
}

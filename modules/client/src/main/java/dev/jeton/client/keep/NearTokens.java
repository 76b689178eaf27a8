package dev.jeton.client.keep;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.AccessToken;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.Stamps;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that this process holds by itself, in front of the shared keys. One is <em>believed</em>, and handed out without asking
 * anybody, for a few seconds after it was read or bought, while changes of the shared keys are told and none was told of its key.
 * What is held and not believed is there to fall back on.
 *
 * <p>While nobody tells of changes, what is read there is not believed at all, for the next reading costs little. What the broker gave is,
 * for a second: else every call would go to the broker while Redis is away.
 */
public final class NearTokens implements ChangeWatch.Listener {

    private static final long UNWATCHED_MILLIS = 1_000;

    private final Cache<TokenKey, HeldToken> held;
    private final Stamps stamps = new Stamps();
    private final ChangeWatch changes;
    private final Predicate<TokenKey> watched;
    private final Rejections rejections;
    private final long believedMillis;
    private final TimeSource time;

    /**
     * How many are held, and how long one is believed at most.
     *
     * @param size 0 = none
     */
    public record Bounds(int size, Duration ttl) {}

    /**
     * @param changes of the shared keys
     * @param watched whose changes are told; the others are never believed on the strength of the watch
     */
    public NearTokens(
            Bounds bounds, ChangeWatch changes, Predicate<TokenKey> watched, Rejections rejections, TimeSource time) {
        this.changes = changes;
        this.watched = watched;
        this.rejections = rejections;
        this.believedMillis = bounds.ttl().toMillis();
        this.time = time;
        // Without an expiry of its own: a reading would ask the clock once more. What is over is judged where it is
        // read.
        this.held = Caffeine.newBuilder()
                .maximumSize(bounds.size())
                .executor(Runnable::run)
                .build();
        changes.listen(this);
    }

    /** The token that may be handed out without asking anybody; null = ask. Nothing here locks or allocates. */
    @Nullable
    AccessToken believedOrNull(TokenKey key, long now) {
        HeldToken found = held.getIfPresent(key);
        return found != null && found.isBelieved(now, stamps.epoch(), changes.isLive()) ? found.token() : null;
    }

    /** The same, for who looks once more. */
    Optional<TokenEntry> believed(TokenKey key) {
        return believedOrNull(key, time.millis()) == null ? Optional.empty() : held(key);
    }

    /** What is held and still valid, whether or not it is believed. */
    Optional<TokenEntry> held(TokenKey key) {
        return fallback(key, Optional.empty()).map(HeldToken::entry);
    }

    /** What may be fallen back on: the longer lasting one of what is held and {@code shared}, while it is valid. */
    Optional<HeldToken> fallback(TokenKey key, Optional<TokenEntry> shared) {
        HeldToken own = held.getIfPresent(key);
        // Of the very same token what is held knows better when it ends.
        Stream<HeldToken> others = shared.stream()
                .filter(entry -> own == null || !own.isOf(entry))
                .map(entry -> HeldToken.doubted(entry, time));
        return Stream.concat(Stream.ofNullable(own), others)
                .filter(token -> token.isValid(time))
                .max(Comparator.comparing(HeldToken::end));
    }

    /** To be taken before the shared keys, or the broker, are asked. */
    Stamps.Stamp stamp(TokenKey key) {
        return stamps.take(key, time.millis());
    }

    /**
     * Holds what was read, unless what is held is better, and believes it, unless something has changed since {@code before}: then it
     * may be what was taken away just now, and only takes the place of what is older.
     */
    void keepRead(TokenKey key, TokenEntry entry, Stamps.Stamp before) {
        keep(key, entry, old -> {
            boolean current = stamps.isCurrent(before);
            if (old != null && old.isKeptBefore(entry, time)) {
                return current && old.isOf(entry) ? confirmed(key, old, before) : old;
            }
            if (current) {
                return confirmed(key, HeldToken.doubted(entry, time), before);
            }
            return old != null && old.isOlderThan(entry) ? HeldToken.doubted(entry, time) : old;
        });
    }

    private HeldToken confirmed(TokenKey key, HeldToken read, Stamps.Stamp before) {
        return watched.test(key) ? read.believed(before, believedMillis, true) : read;
    }

    /** Holds what was bought just now; whatever was read before it is older. */
    void keepNew(TokenKey key, TokenEntry entry, Stamps.Stamp before) {
        keep(key, entry, old -> {
            boolean current = stamps.isCurrent(before);
            stamps.advance(key);
            HeldToken bought = HeldToken.doubted(entry, time);
            if (watched.test(key) && changes.isLive()) {
                return current ? bought.believed(before, believedMillis, true) : bought;
            }
            return bought.believed(stamp(key), Math.min(believedMillis, UNWATCHED_MILLIS), false);
        });
    }

    /** A rejected one never: asked inside, so that it is either seen here or dropped after it was kept. */
    private void keep(TokenKey key, TokenEntry entry, UnaryOperator<@Nullable HeldToken> next) {
        held.asMap()
                .compute(
                        key,
                        (same, old) -> rejections.include(key, entry.token().fingerprint()) ? old : next.apply(old));
    }

    /** Forgets whatever is held of {@code key}. */
    void remove(TokenKey key) {
        // First: what is being read just now must not be believed either.
        stamps.advance(key);
        held.invalidate(key);
    }

    /**
     * Forgets a token that was noted as rejected, and nothing else. Without a new stamp, for {@link #keep} sees to it by itself: a
     * storm of reports must not have everybody doubt the token that has just come in its place.
     */
    void drop(TokenKey key, Fingerprint rejected) {
        changeHeld(key, token -> token.token().fingerprint().equals(rejected) ? null : token);
    }

    @Override
    public void changed(TokenKey key) {
        stamps.advance(key);
        changeHeld(key, HeldToken::doubted);
    }

    /**
     * Not {@code computeIfPresent}: that one looks first, without the lock of the entry, and so would find nothing where {@link #keep}
     * is just putting a token that was read before the change.
     */
    private void changeHeld(TokenKey key, Function<HeldToken, @Nullable HeldToken> change) {
        held.asMap().compute(key, (same, token) -> token == null ? null : change.apply(token));
    }

    @Override
    public void missed() {
        stamps.advanceAll();
    }

    /** Forgets everything. */
    public void clear() {
        held.invalidateAll();
    }
}

package dev.jeton.providers.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.Schedule;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.Stamps;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.NearSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that this process holds by itself. As a repository they are what there is while the shared state is away. While
 * it is not, those of which the state was lately known to hold them too are <em>believed</em>, and served without asking.
 *
 * <p>Belief ends with the first word of a change, with the loss of the watch over changes, and after a while in any case.
 * What was read before such a word must not be believed after it, so whoever reads for us takes a {@link Stamps.Stamp} first.
 */
public final class NearTokens implements TokenRepository, ChangeWatch.Listener {

    /** Of the time between being due and being no longer preferred; the first process spares the others the work. */
    private static final double SPREAD = 0.2;

    private final Cache<TokenKey, HeldToken> held;
    private final Stamps stamps = new Stamps();
    private final ChangeWatch changes;
    private final long believedMillis;
    private final DoubleSupplier random;
    private final TimeSource time;

    /** @param random uniform in [0, 1): spreads the renewals of a fleet */
    public NearTokens(NearSettings settings, ChangeWatch changes, DoubleSupplier random, TimeSource time) {
        this.changes = changes;
        this.believedMillis = settings.believed().toMillis();
        this.random = random;
        this.time = time;
        // Without an expiry of its own: a read would ask the clock once more. What has expired is swept out.
        this.held = Caffeine.newBuilder()
                .maximumSize(settings.maxHeld())
                .executor(Runnable::run)
                .build();
        changes.listen(this);
    }

    /** The token of {@code key} that may be served without asking anybody; null = ask. Nothing here locks or allocates. */
    @Nullable
    HeldToken believedOrNull(TokenKey key, long now) {
        HeldToken token = held.getIfPresent(key);
        if (token == null) {
            return null;
        }
        token.interest().asked(now);
        // While nobody tells of changes every request asks: somebody may just have been told that this token is gone.
        return changes.isLive() && token.isBelieved(now, believedMillis, stamps.epoch()) ? token : null;
    }

    /** To be taken before the shared state is read. */
    public Stamps.Stamp stamp(TokenKey key) {
        return stamps.take(key, time.millis());
    }

    /**
     * Holds what was read, and believes it, unless something has changed since {@code before}. Then it may be what was taken away
     * just now, so it is not held where nothing is; and of two tokens the one that was issued later.
     */
    public void keep(TokenKey key, TokenEntry entry, Stamps.Stamp before) {
        held.asMap().compute(key, (same, old) -> {
            boolean current = stamps.isCurrent(before);
            if (current) {
                return mayBeHeld(entry) ? replacing(old, entry).believedFrom(before) : null;
            }
            boolean isLater = old != null && old.isOlderThan(entry) && mayBeHeld(entry);
            return isLater ? replacing(old, entry) : old;
        });
    }

    /** Holds what was bought just now; whatever was read before it is older. */
    public void keepNew(TokenKey key, TokenEntry entry, Stamps.Stamp before) {
        put(key, entry, old -> {
            HeldToken token = replacing(old, entry);
            HeldToken kept = stamps.isCurrent(before) ? token.believedFrom(before) : token.doubted();
            stamps.advance(key);
            return kept;
        });
    }

    private void put(TokenKey key, TokenEntry entry, Function<@Nullable HeldToken, HeldToken> next) {
        if (mayBeHeld(entry)) {
            held.asMap().compute(key, (same, old) -> next.apply(old));
        } else {
            held.invalidate(key);
        }
    }

    private HeldToken replacing(@Nullable HeldToken old, TokenEntry entry) {
        if (old != null && old.entry().equals(entry)) {
            return old;
        }
        Interest interest = old == null ? new Interest(time.millis()) : old.interest();
        return HeldToken.of(entry, interest, dueAt(entry.schedule()));
    }

    private long dueAt(Schedule schedule) {
        Duration margin = Duration.between(schedule.refreshAt(), schedule.usableUntil());
        return schedule.refreshAt().toEpochMilli() + (long) (margin.toMillis() * SPREAD * random.getAsDouble());
    }

    /** Whether or not it is believed. */
    @Override
    public Optional<TokenEntry> find(TokenKey key) {
        return Optional.ofNullable(held.getIfPresent(key)).map(HeldToken::entry).filter(this::mayBeHeld);
    }

    @Override
    public void store(TokenKey key, TokenEntry entry) {
        put(key, entry, old -> replacing(old, entry).doubted());
    }

    private boolean mayBeHeld(TokenEntry entry) {
        return entry.schedule().cacheTtl(time.now()).isPositive();
    }

    @Override
    public boolean remove(TokenKey key) {
        return removeWhere(key, token -> true);
    }

    @Override
    public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
        return removeWhere(key, token -> token.entry().token().fingerprint().equals(fingerprint));
    }

    private boolean removeWhere(TokenKey key, Predicate<HeldToken> which) {
        // First: what is being read just now must not be believed either.
        stamps.advance(key);
        AtomicBoolean removed = new AtomicBoolean();
        changeHeld(key, token -> {
            boolean matches = which.test(token);
            removed.set(matches && mayBeHeld(token.entry()));
            return matches ? null : token;
        });
        return removed.get();
    }

    @Override
    public void changed(TokenKey key) {
        stamps.advance(key);
        changeHeld(key, HeldToken::doubted);
    }

    /**
     * Not {@code computeIfPresent}: that one looks first, without the lock of the entry, and so would find nothing where somebody is
     * just putting a token that was read before the change.
     */
    private void changeHeld(TokenKey key, Function<HeldToken, @Nullable HeldToken> change) {
        held.asMap().compute(key, (same, token) -> token == null ? null : change.apply(token));
    }

    @Override
    public void missed() {
        stamps.advanceAll();
    }

    /** Meets every token that is held, believed or not, in no order. */
    void forEach(BiConsumer<TokenKey, HeldToken> visitor) {
        held.asMap().forEach(visitor);
    }

    /** Forgets what is over. */
    void drop(TokenKey key, HeldToken token) {
        held.asMap().remove(key, token);
    }

    /** Whether something has come in the place of {@code token}: another, or the same for a longer while. */
    boolean isReplaced(TokenKey key, HeldToken token) {
        HeldToken current = held.getIfPresent(key);
        return current == null || current.outlasts(token);
    }

    /** Forgets everything: whoever holds this may live longer than what it was made for. */
    public void clear() {
        held.invalidateAll();
    }

    /** How many are held. */
    public long size() {
        return held.estimatedSize();
    }
}

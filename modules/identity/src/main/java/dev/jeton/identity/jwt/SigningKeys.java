package dev.jeton.identity.jwt;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.ClaimRules;
import dev.jeton.identity.jose.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our signing keys, and how they follow each other. The newest that has begun to sign is the one that signs. The first is made
 * when it is needed and signs at once; each later one is published for a while before it does, and the one before it is trusted
 * until nothing that it has signed can be good any more. So no valid token is refused, whichever process looks at it.
 *
 * <p>A private half that no key of ours opens is an event and a failure, never a reason to make another key in silence: that
 * would hide a wrong {@code ENCRYPTION_KEYS} until the processes disagree. Who wants a new key says so.
 *
 * <p>Everything here throws {@link StoreUnavailable} where keys cannot be read, opened or kept.
 */
public final class SigningKeys {

    /** So often somebody else may have changed the keys in between. */
    private static final int ATTEMPTS = 5;

    private final JwtKeys store;
    private final KeySource known;
    private final KeySealing sealing;
    private final JwtKeySettings settings;
    private final TimeSource time;
    private volatile @Nullable Opened lastOpened;

    /** A key whose private half is in hand. */
    private record Opened(JwtKey key, SigningKey pair) {}

    /**
     * @param store where keys are changed; whoever caches them hears of it there
     * @param known where they are read
     */
    public SigningKeys(JwtKeys store, KeySource known, KeySealing sealing, JwtKeySettings settings, TimeSource time) {
        this.store = store;
        this.known = known;
        this.sealing = sealing;
        this.settings = settings;
        this.time = time;
    }

    JwtKeySettings settings() {
        return settings;
    }

    /** What signs now a token that is to be good until {@code goodUntil}. */
    SigningKey signing(Instant goodUntil) {
        Instant now = time.now();
        // Rather than make one too many, take one that has begun by the clock of whoever made it.
        return opened(signing(known.living(), now, goodUntil)
                .or(() -> signing(known.livingAnew(), now.plus(ClaimRules.TOLERANCE), goodUntil))
                .orElseGet(() -> rotate(Handover.AT_ONCE)));
    }

    /** A key that ends before the token does would leave a token that is good by its own word and refused by us. */
    private static Optional<JwtKey> signing(List<JwtKey> living, Instant now, Instant goodUntil) {
        return living.stream()
                .filter(key -> !key.signsFrom().isAfter(now) && key.life().isLiving(now))
                .filter(key -> key.life().expiresAt().map(goodUntil::isBefore).orElse(true))
                .findFirst();
    }

    private SigningKey opened(JwtKey key) {
        Opened opened = lastOpened;
        if (opened == null || !opened.key.id().equals(key.id())) {
            opened = new Opened(key, sealing.open(key));
            lastOpened = opened;
        }
        return opened.pair;
    }

    /** Makes a new key and tells which; it takes over as {@code handover} says. */
    public JwtKey rotate(Handover handover) {
        List<JwtKey> living = known.livingAnew();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<JwtKey> made = follow(living, handover);
            if (made.isPresent()) {
                return made.get();
            }
            List<JwtKey> now = known.livingAnew();
            Optional<JwtKey> others = madeByOthers(now, living, handover);
            if (others.isPresent()) {
                return others.get();
            }
            living = now;
        }
        throw new StoreUnavailable("the signing keys are being changed by others all the time", null);
    }

    /** What somebody else has made since {@code before} was read, if it serves as well. */
    private Optional<JwtKey> madeByOthers(List<JwtKey> living, List<JwtKey> before, Handover handover) {
        List<RowId> ids = before.stream().map(JwtKey::id).toList();
        Instant now = time.now();
        return living.stream()
                .filter(key -> !ids.contains(key.id()))
                .filter(key ->
                        handover == Handover.PUBLISHED_FIRST || !key.signsFrom().isAfter(now))
                .findFirst();
    }

    /** Puts a new key behind the newest of {@code living}; empty = that is no longer the newest. */
    private Optional<JwtKey> follow(List<JwtKey> living, Handover handover) {
        Optional<JwtKey> newest = living.stream().findFirst();
        JwtKey next = next(newest, living.isEmpty() ? Handover.AT_ONCE : handover);
        boolean kept = store.rotate(newest.map(JwtKey::id), next, settings.trustedUntil(next.signsFrom()));
        if (kept) {
            List<JwtKey> unused = known.livingAnew();
            sealing.events().on(new TokenEvent.SigningKeyMade(next.id(), next.signsFrom()));
        }
        return kept ? Optional.of(next) : Optional.empty();
    }

    private JwtKey next(Optional<JwtKey> newest, Handover handover) {
        RowId id = RowId.random();
        SigningKey pair = SigningKey.generate(settings.algorithm(), id.value());
        Instant now = time.now();
        // The newest by the clock of whoever made it; ours may be behind that one.
        Instant made = newest.map(key -> key.life().createdAt().plusMillis(1))
                .filter(now::isBefore)
                .orElse(now);
        Instant signsFrom = handover == Handover.AT_ONCE ? made : made.plus(settings.publishAhead());
        return new JwtKey(
                id,
                pair.algorithm().label(),
                pair.publicJwk(),
                sealing.seal(id, pair),
                signsFrom,
                new Life(made, null, null));
    }

    /**
     * Makes the first key if there is none, and a successor if the newest has reached its age, or has lost its own successor.
     * To be called now and then by every process; one of them does it. It throws where the newest cannot be opened: a process
     * that cannot read the keys of the others must not make one that they perhaps cannot read.
     *
     * @return the new one; empty = none was due, or another process has made it
     */
    public Optional<JwtKey> rotateIfDue() {
        List<JwtKey> living = known.livingAnew();
        if (living.isEmpty()) {
            return follow(living, Handover.AT_ONCE);
        }
        JwtKey newest = living.getFirst();
        Instant due = newest.life().createdAt().plus(settings.rotateAfter());
        if (time.now().isBefore(due) && newest.life().expiresAt().isEmpty()) {
            return Optional.empty();
        }
        SigningKey unused = opened(newest);
        return follow(living, Handover.PUBLISHED_FIRST);
    }

    /**
     * Ends a key now: whatever it has signed is refused from now on, here at once and elsewhere as soon as it is heard of.
     *
     * @return as it is from then on; empty = there is none with this id
     */
    public Optional<JwtKey> revoke(RowId id) {
        Optional<JwtKey> ended = store.end(id, time.now());
        List<JwtKey> unused = known.livingAnew();
        return ended;
    }

    /** All that live, the newest first, as the store has them. */
    public List<JwtKey> living() {
        return known.stored();
    }
}

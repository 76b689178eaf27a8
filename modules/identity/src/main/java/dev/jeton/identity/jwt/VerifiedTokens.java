package dev.jeton.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.CompactJwt;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.JwtVerdict.Valid;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Tokens that were found valid a moment ago, so that who sends one with every request costs a hash instead of a signature. It
 * keeps no token, only its SHA-256. What is remembered is good until the token expires, and for a short while only: a key that
 * is revoked meanwhile is believed that much longer. Refusals are not remembered, for strangers can have as many as they like.
 */
public final class VerifiedTokens {

    private final Cache<Digest, Seen> seen;
    private final long believedNanos;
    private final TimeSource time;
    /** How often all was forgotten. */
    private final AtomicLong era = new AtomicLong();

    /** A SHA-256. */
    private record Digest(long first, long second, long third, long fourth) {}

    private record Seen(Valid verdict, long era, long atNanos) {}

    /** @param believedFor part of the time in which a revocation has to be heard everywhere; 0 = nothing is remembered */
    public VerifiedTokens(int most, Duration believedFor, TimeSource time) {
        this.seen = Caffeine.newBuilder().maximumSize(most).build();
        this.believedNanos = believedFor.toNanos();
        this.time = time;
    }

    /** What {@code token} is worth now: by memory, else by {@code validator}. */
    public JwtVerdict verdict(String token, Function<String, JwtVerdict> validator) {
        if (believedNanos == 0 || token.length() > CompactJwt.LONGEST) {
            return validator.apply(token);
        }
        Digest digest = digest(token);
        Seen known = seen.getIfPresent(digest);
        if (known != null && isGood(known)) {
            return known.verdict;
        }
        long began = time.nanos();
        long asked = era.get();
        JwtVerdict verdict = validator.apply(token);
        if (verdict instanceof Valid valid) {
            seen.put(digest, new Seen(valid, asked, began));
        } else if (known != null) {
            seen.invalidate(digest);
        }
        return verdict;
    }

    private boolean isGood(Seen known) {
        return known.era == era.get()
                && time.nanos() - known.atNanos < believedNanos
                && time.millis() < known.verdict.expiresAt().toEpochMilli();
    }

    /** Believes nothing any more, nor what is being found valid just now: after a key was revoked. */
    public void forget() {
        long unused = era.incrementAndGet();
        seen.invalidateAll();
    }

    /** How many are remembered, about. */
    public long size() {
        return seen.estimatedSize();
    }

    private static Digest digest(String token) {
        ByteBuffer sha256 = ByteBuffer.wrap(sha256().digest(token.getBytes(UTF_8)));
        return new Digest(sha256.getLong(), sha256.getLong(), sha256.getLong(), sha256.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "VerifiedTokens[" + size() + "]";
    }
}

package dev.jeton.api.grant;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.port.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's connection to a provider whose refresh tokens rotate. Each change is one of the methods here and gives the next
 * grant, with a copy of the secret of its own; a {@link GrantStore} replaces one by the next in a single step.
 *
 * @param generation counts the refresh tokens of this tenant; 0 = written by another program, which does not count
 * @param family names the connection: the fingerprint of the refresh token that a person brought
 * @param refreshToken owned by this grant
 * @param accessOrNull null = none yet, or it was rejected
 * @param lastErrorOrNull why the last refresh failed; null = it did not. It holds no secret
 */
public record Grant(
        long generation,
        Fingerprint family,
        Secret refreshToken,
        @Nullable GrantedAccess accessOrNull,
        GrantState state,
        @Nullable String lastErrorOrNull)
        implements AutoCloseable {
    public Grant {
        if (generation < 0) {
            throw new IllegalArgumentException("a generation is not negative");
        }
    }

    /** A new connection with the refresh token that a person brought; the grant takes a copy of it. */
    public static Grant connected(Secret refreshToken) {
        return new Grant(1, familyOf(refreshToken), refreshToken.copy(), null, new GrantState.Active(), null);
    }

    /** A new connection in the place of this one; the grant takes a copy of the refresh token. */
    public Grant reconnected(Secret broughtToken) {
        return new Grant(
                generation + 1, familyOf(broughtToken), broughtToken.copy(), null, new GrantState.Active(), null);
    }

    /** The family that begins with this refresh token. */
    public static Fingerprint familyOf(Secret refreshToken) {
        return refreshToken.revealUtf8(Fingerprint::ofUtf8);
    }

    public Optional<GrantedAccess> access() {
        return Optional.ofNullable(accessOrNull);
    }

    public Optional<String> lastError() {
        return Optional.ofNullable(lastErrorOrNull);
    }

    /** The claim on it, if somebody has one. */
    public Optional<Claim> claim() {
        return state instanceof GrantState.Claimed(Claim claim) ? Optional.of(claim) : Optional.empty();
    }

    public boolean isClaimedBy(ClaimOwner owner) {
        return claim().filter(claim -> claim.owner().equals(owner)).isPresent();
    }

    /**
     * Whether this is what {@code other} was, or is: no rotation and no new connection lies between them. Another program may
     * rotate without counting, so the refresh tokens are compared too.
     */
    public boolean isSameGenerationAs(Grant other) {
        return generation == other.generation && family.equals(other.family) && holds(other.refreshFingerprint());
    }

    /** Whether its refresh token is the one of this fingerprint. */
    public boolean holds(Fingerprint refreshToken) {
        return refreshFingerprint().equals(refreshToken);
    }

    /** Names the refresh token. */
    public Fingerprint refreshFingerprint() {
        return familyOf(refreshToken);
    }

    public Grant claimed(Claim claim) {
        return with(new GrantState.Claimed(claim), lastErrorOrNull);
    }

    /** Claimed as it was before somebody took over in vain. */
    public Grant claimedAgain(Claim before, String why) {
        return with(new GrantState.Claimed(before), why);
    }

    /** Free again after a definite refusal: the refresh token was not spent. */
    public Grant freed(String why) {
        return with(new GrantState.Active(), why);
    }

    /** As it was, with a word on what went wrong. */
    public Grant troubled(String why) {
        return with(state, why);
    }

    /** Dead: the provider accepts its refresh token no more. */
    public Grant dead(String why) {
        return with(new GrantState.ReauthorizationRequired(), why);
    }

    /**
     * What the provider's answer makes of it: the next generation, free.
     *
     * @param successor null = the answer named none, and the old refresh token stays good (RFC 6749 section 6)
     * @param access null = the answer held none that can be used; then the old one is not worse than before
     */
    public Grant rotated(@Nullable Secret successor, @Nullable GrantedAccess access) {
        Secret next = (successor == null ? refreshToken : successor).copy();
        GrantedAccess newest = access == null ? accessOrNull : access;
        return new Grant(generation + 1, family, next, newest, new GrantState.Active(), null);
    }

    /** The same, to be closed on its own. */
    public Grant copy() {
        return with(state, lastErrorOrNull);
    }

    /** Without an access token, for it was rejected or forgotten. */
    public Grant withoutAccess() {
        return new Grant(generation, family, refreshToken.copy(), null, state, lastErrorOrNull);
    }

    private Grant with(GrantState next, @Nullable String lastError) {
        return new Grant(generation, family, refreshToken.copy(), accessOrNull, next, lastError);
    }

    /** Wipes the refresh token. */
    @Override
    public void close() {
        refreshToken.close();
    }

    @Override
    public String toString() {
        return "Grant[" + family + " generation " + generation + " " + state.name() + "]";
    }
}

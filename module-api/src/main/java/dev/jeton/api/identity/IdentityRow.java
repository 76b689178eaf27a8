package dev.jeton.api.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rows of the four kinds have in common. */
public sealed interface IdentityRow permits ApiToken, VerificationToken, RefreshToken, JwtKey {

    RowId id();

    Life life();

    /**
     * From when to when it is good, and when that ended early. Moments are whole milliseconds, as every database keeps them.
     *
     * @param expiresAtOrNull null = never
     * @param endedAtOrNull when it was used up or revoked; null = it was not
     */
    record Life(
            Instant createdAt,
            @Nullable Instant expiresAtOrNull,
            @Nullable Instant endedAtOrNull) {

        /** @throws IllegalArgumentException if it would be over before it began */
        public Life {
            createdAt = millis(createdAt);
            expiresAtOrNull = expiresAtOrNull == null ? null : millis(expiresAtOrNull);
            endedAtOrNull = endedAtOrNull == null ? null : millis(endedAtOrNull);
            if (expiresAtOrNull != null && expiresAtOrNull.isBefore(createdAt)) {
                throw new IllegalArgumentException("expiresAt must not be before createdAt");
            }
        }

        private static Instant millis(Instant moment) {
            return Instant.ofEpochMilli(moment.toEpochMilli());
        }

        /** Whether it is good at {@code now}. */
        public boolean isLiving(Instant now) {
            return endedAtOrNull == null && (expiresAtOrNull == null || now.isBefore(expiresAtOrNull));
        }

        /** The same, ended at {@code now}, or when it was ended before. */
        public Life ended(Instant now) {
            return endedAtOrNull != null ? this : new Life(createdAt, expiresAtOrNull, now);
        }

        public Optional<Instant> expiresAt() {
            return Optional.ofNullable(expiresAtOrNull);
        }

        public Optional<Instant> endedAt() {
            return Optional.ofNullable(endedAtOrNull);
        }
    }
}

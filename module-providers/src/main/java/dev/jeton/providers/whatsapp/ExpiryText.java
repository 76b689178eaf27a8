package dev.jeton.providers.whatsapp;

import dev.jeton.api.TokenException.CredentialsNotFound;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The expiry of a token as people and programs note it down: RFC 3339, Unix seconds or Unix milliseconds. 0 is how Meta's
 * {@code debug_token} says "never".
 */
final class ExpiryText {

    /** Unix seconds reach this in the year 5138; Unix milliseconds passed it in 1973. */
    private static final long SMALLEST_MILLIS = 100_000_000_000L;

    /** RFC 3339 has no later year; arithmetic on what Java can express beyond it would overflow. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private ExpiryText() {}

    /**
     * The moment; empty = never.
     *
     * @throws CredentialsNotFound if it cannot be read: guessing "never" would serve a dead token
     */
    static Optional<Instant> parse(String text) {
        try {
            Optional<Instant> moment =
                    text.matches("[0-9]{1,15}") ? unix(Long.parseLong(text)) : Optional.of(rfc3339(text));
            if (moment.isEmpty() || moment.get().isBefore(LATEST)) {
                return moment;
            }
        } catch (DateTimeException e) {
            // Told below, and without its message, which would quote the text.
        }
        throw new CredentialsNotFound("expiresAt in the tenant's credentials is neither RFC 3339 nor Unix seconds");
    }

    private static Optional<Instant> unix(long number) {
        if (number == 0) {
            return Optional.empty();
        }
        return Optional.of(number < SMALLEST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
    }

    private static Instant rfc3339(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}

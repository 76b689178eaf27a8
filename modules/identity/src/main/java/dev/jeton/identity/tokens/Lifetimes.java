package dev.jeton.identity.tokens;

import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.identity.VerificationToken;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long tokens live: what they may ask for, and what they get where they ask for nothing. */
final class Lifetimes {

    private static final Duration LONGEST_API_TOKEN = Duration.ofDays(3650);
    private static final Duration LONGEST_VERIFICATION = Duration.ofDays(7);

    private Lifetimes() {}

    /** Of an API token; empty = for ever. */
    static Optional<Duration> apiToken(@Nullable Duration wished) {
        return Optional.ofNullable(wished).map(ttl -> checked(ttl, LONGEST_API_TOKEN));
    }

    /** What is sent by mail may lie there for a day; a code on a phone is used at once. */
    static Duration verification(VerificationToken.Type type, @Nullable Duration wished) {
        Duration usual = switch (type) {
            case EMAIL -> Duration.ofHours(24);
            case PHONE -> Duration.ofMinutes(10);
            case PASSWORD_RESET -> Duration.ofHours(1);
        };
        return wished == null ? usual : checked(wished, LONGEST_VERIFICATION);
    }

    private static Duration checked(Duration ttl, Duration longest) {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(longest) > 0) {
            throw new InvalidRequest("ttl: must be between 1s and " + longest.toDays() + " days");
        }
        return ttl;
    }
}

package dev.jeton.providers.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The pause that a server asks for (RFC 9110 section 10.2.3): seconds or a date. At least one second and at most ten
 * minutes are believed; what cannot be read counts as five seconds.
 */
public final class RetryAfter {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(10);
    static final Duration UNREADABLE = Duration.ofSeconds(5);

    private static final int LONGEST_NUMBER = 9;

    private RetryAfter() {}

    /** The pause that the header asks for; empty where there is none. */
    public static Optional<Duration> in(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After").map(value -> believed(parse(value.strip(), now)));
    }

    /** The pause to keep after a 429, with or without the header. */
    public static Duration after429(HttpHeaders headers, Instant now) {
        return in(headers, now).orElse(UNREADABLE);
    }

    private static Duration parse(String value, Instant now) {
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return value.length() > LONGEST_NUMBER ? LONGEST : Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            return Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
        } catch (DateTimeException e) {
            return UNREADABLE;
        }
    }

    private static Duration believed(Duration asked) {
        if (asked.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}

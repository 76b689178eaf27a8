package dev.jeton.client.broker;

import dev.jeton.api.time.TimeSource;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pause that an answer asks for, {@code Retry-After} in seconds or as a date (RFC 9110 section 10.2.3): 1 s to 10 min are believed. */
final class Pauses {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final TimeSource time;

    Pauses(TimeSource time) {
        this.time = time;
    }

    Optional<Duration> askedBy(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(value -> parsed(value.strip()));
    }

    private Optional<Duration> parsed(String value) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(believed(Duration.ofSeconds(Long.parseLong(value))));
        }
        try {
            Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return Optional.of(believed(Duration.between(time.now(), until)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration believed(Duration asked) {
        if (asked.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}

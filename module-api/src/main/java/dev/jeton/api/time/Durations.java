package dev.jeton.api.time;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are written in settings and files: {@code 250ms}, {@code 5s}, {@code 10m}, {@code 6h}; bare = seconds. */
public final class Durations {

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})(ms|s|m|h|)");

    private Durations() {}

    /** @throws IllegalArgumentException if {@code text} is written otherwise */
    public static Duration parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a duration such as 250ms, 5s, 10m or 6h");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}

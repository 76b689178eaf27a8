package dev.jeton.app.observe;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Spells moments as the log has them, {@code 2026-11-21T14:18:55.123Z} with the machine's own offset. Only the first moment of
 * a second is really formatted. For one thread at a time.
 */
public final class LogClock {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("XXX");

    private long second = Long.MIN_VALUE;
    private String beforeMillis = "";
    private String afterMillis = "";

    public LogClock() {}

    /** Appends the moment that is {@code millis} milliseconds after 1970. */
    public void appendTo(StringBuilder text, long millis) {
        turnTo(Math.floorDiv(millis, 1000));
        int rest = Math.floorMod(millis, 1000);
        text.append(beforeMillis)
                .append('.')
                .append((char) ('0' + rest / 100))
                .append((char) ('0' + rest / 10 % 10))
                .append((char) ('0' + rest % 10))
                .append(afterMillis);
    }

    private void turnTo(long epochSecond) {
        if (epochSecond != second) {
            var moment = Instant.ofEpochSecond(epochSecond).atZone(ZoneId.systemDefault());
            beforeMillis = SECOND.format(moment);
            afterMillis = OFFSET.format(moment);
            second = epochSecond;
        }
    }
}

package dev.jeton.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LogClockTest {

    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    @Test
    @DisplayName("moments are spelled as by a formatter of all of them, in whatever order they come")
    void agreesWithTheFormatter() {
        LogClock clock = new LogClock();
        Random random = new Random(1);
        int wrong = 0;
        for (int i = 0; i < 10_000; i++) {
            // Often within the same second, now and then before 1970.
            long millis =
                    i % 2 == 0 ? 1_700_000_000_000L + random.nextInt(1_500) : random.nextLong(-1L << 40, 1L << 43);
            StringBuilder text = new StringBuilder();
            clock.appendTo(text, millis);
            String expected = WHOLE.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
            wrong += text.toString().equals(expected) ? 0 : 1;
        }
        System.out.printf("10000 moments checked, %d violated%n", wrong);
        assertThat(wrong).isZero();
    }
}

package dev.jeton.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static HttpHeaders retryAfter(String value) {
        return HttpHeaders.of(Map.of("Retry-After", List.of(value)), (name, each) -> true);
    }

    @ParameterizedTest(name = "fault 57: Retry-After \"{0}\" is {1} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "5|5",
                "  7  |7",
                "0|1",
                "600|600",
                "601|600",
                "86400|600",
                "999999999|600",
                "9999999999999999999999|600",
                "Fri, 20 Nov 2026 12:00:30 GMT|30",
                "Fri, 20 Nov 2026 11:00:00 GMT|1",
                "Fri, 20 Nov 2099 12:00:00 GMT|600",
                "Mon, 20 Nov 2026 12:00:30 GMT|5",
                "Friday, 20-Nov-26 12:00:30 GMT|5",
                "soon|5",
                "''|5",
                "-5|5",
                "+5|5",
                "1.5|5",
                "1e3|5",
                "0x10|5",
                "5 seconds|5",
                "٥|5",
                "NaN|5"
            })
    void table(String value, long seconds) {
        assertThat(RetryAfter.in(retryAfter(value), NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    @DisplayName("fault 57 a 429 without the header asks for a short pause, anything else for none")
    void missing() {
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, each) -> true);
        assertThat(RetryAfter.after429(none, NOW)).isEqualTo(Duration.ofSeconds(5));
        assertThat(RetryAfter.in(none, NOW)).isEmpty();
    }
}

package dev.jeton.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "250ms, PT0.25S",
        "5s, PT5S",
        "10m, PT10M",
        "6h, PT6H",
        "21600, PT6H",
        "0, PT0S",
        "0ms, PT0S",
        "'  5s ', PT5S",
        "007, PT7S",
        "999999999h, PT999999999H"
    })
    void readable(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "-5s",
                "+5s",
                "5 s",
                "5S",
                "5sec",
                "5d",
                "1.5s",
                "1e3",
                "0x10",
                "PT5S",
                "5s5s",
                "٥s",
                "1000000000",
                "5s\n5s",
                "five"
            })
    @DisplayName("fault 117 a duration that is written otherwise is refused, and not repeated")
    void unreadable(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a duration such as 250ms, 5s, 10m or 6h");
    }
}

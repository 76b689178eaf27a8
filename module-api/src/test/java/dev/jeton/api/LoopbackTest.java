package dev.jeton.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopbackTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.255.255.255", "[::1]", "[0:0:0:0:0:0:0:1]"})
    @DisplayName("this machine is known by its spellings")
    void here(String host) {
        assertThat(Loopback.isNamedBy(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "localhost.", "localhost.example", "127.0.0.1.example", "127.0.0.256", "127.1", "0x7f.0.0.1",
                        "2130706433",
                "126.0.0.1", "0.0.0.0", "[::]", "[::2]", "[::ffff:127.0.0.1]", "::1", "localhost:80", "\u0131ocalhost"
            })
    @DisplayName("85 whatever else might lead here is somewhere else")
    void elsewhere(String host) {
        assertThat(Loopback.isNamedBy(host)).isFalse();
    }
}

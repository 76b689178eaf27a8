package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisGrantSettingsTest {

    private static final Duration TTL = Duration.ofHours(6);

    @Test
    @DisplayName("C-04 the defaults are those of the program that shares the values")
    void defaults() {
        assertThat(RedisGrantSettings.DEFAULT).isEqualTo(new RedisGrantSettings("qontak:tokens:", TTL));
    }

    @ParameterizedTest(name = "C-13 the prefix {0} can be used")
    @ValueSource(strings = {"a", "test:qontak:tokens:", "{q}*?[a]\\~!", "author:"})
    void prefixes(String prefix) {
        assertThat(new RedisGrantSettings(prefix, TTL).keyPrefix()).isEqualTo(prefix);
    }

    @ParameterizedTest(name = "C-13 the prefix \"{0}\" is refused")
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\n",
                "\u00fc:",
                "\u007f",
                "auth:",
                "auth:token:",
                "token:",
                "jwt_keys",
                "cache:grants:"
            })
    void wrongPrefixes(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisGrantSettings(prefix, TTL))
                .withMessageStartingWith("the key prefix must");
    }

    @Test
    @DisplayName("C-13 a prefix has at most 200 characters")
    void longPrefixes() {
        assertThat(new RedisGrantSettings("x".repeat(200), TTL).keyPrefix()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisGrantSettings("x".repeat(201), TTL));
    }

    @ParameterizedTest(name = "C-04 a time to live of {0} is refused")
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "P3651D"})
    void wrongTtls(String ttl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisGrantSettings("a:", Duration.parse(ttl)))
                .withMessageContaining("between 1s and 3650 days");
    }
}

package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jeton.testkit.secret.Canaries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

    private static final URI LOCAL = URI.create("redis://localhost");

    private final Canaries canaries = new Canaries();
    private final String secret = canaries.secret("password");

    @ParameterizedTest(name = "fault 117 {0} is refused: {1}")
    @CsvSource({
        "http://localhost:6379, must be redis://",
        "redis-cluster://localhost:6379, must be redis://",
        "localhost:6379, must be redis://",
        "localhost, must be redis://",
        "/tmp/redis.sock, must be redis://",
        "'', must be redis://",
        "redis:localhost, must name a host",
        "redis:///0, must name a host",
        "redis://:6379, must name a host",
        "redis://my_redis:6379, must name a host",
        "redis://:p@ss@localhost, must name a host",
        "redis://localhost:0, must have a port",
        "redis://localhost:65536, must have a port",
        "redis://localhost:6379/zero, number of a database",
        "redis://localhost:6379/-1, number of a database",
        "redis://localhost:6379/1/2, number of a database",
        "redis://localhost:6379/99999, number of a database",
        "redis://user@localhost, must give a password",
        "redis://localhost?db=1, must end after the database",
        "redis://localhost#1, must end after the database",
        "redis://local host, is no URL",
        "redis://localhost/%zz, is no URL"
    })
    void wrongAddresses(String address, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisSettings.of(address))
                .withMessageContaining(why);
    }

    @ParameterizedTest(name = "{0} leads to port {1}")
    @CsvSource({
        "redis://localhost, 6379",
        "redis://localhost:7000, 7000",
        "REDIS://localhost:7000/, 7000",
        "rediss://localhost/15, 6379",
        "redis://[::1]:7000/0, 7000",
        "redis://:word@localhost:65535, 65535",
        "redis://user:w%40rd@10.0.0.1:1, 1"
    })
    void rightAddresses(String address, int port) {
        assertThat(RedisSettings.of(address).port()).isEqualTo(port);
    }

    @Test
    @DisplayName("TLS is a matter of the scheme, in any case")
    void tls() {
        assertThat(RedisSettings.of("rediss://localhost").usesTls()).isTrue();
        assertThat(RedisSettings.of("RedisS://localhost").usesTls()).isTrue();
        assertThat(RedisSettings.of("redis://localhost").usesTls()).isFalse();
    }

    @Test
    @DisplayName("B-11 the timeout is 250 ms and the pool has 64 connections unless it is said otherwise")
    void defaults() {
        RedisSettings settings = RedisSettings.of("redis://localhost");

        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.maxConnections()).isEqualTo(64);
        assertThat(settings.maxHeldTokens()).isEqualTo(100_000);
    }

    @Test
    @DisplayName("fault 117 numbers that cannot be used are refused")
    void wrongNumbers() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, Duration.ZERO, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, Duration.ofNanos(999), 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, second.negated(), 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, Duration.ofDays(1), 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, second, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(LOCAL, second, 1, -1));
    }

    @Test
    @DisplayName("I6 settings print no password")
    void printsNoPassword() {
        RedisSettings settings = RedisSettings.of("redis://user:" + secret + "@localhost/3");

        canaries.assertNoneIn("toString", settings.toString());
        canaries.assertNoneIn("in a text", "with " + settings);
        assertThat(settings).hasToString("RedisSettings[redis://localhost:6379]");
    }

    @ParameterizedTest(name = "I6 the refusal of {0} repeats no password")
    @ValueSource(
            strings = {
                "http://:{}@localhost",
                "redis://:{}@local host",
                "redis://:{} @localhost",
                "redis://:{}@",
                "redis://:{}@my_redis",
                "redis://:{}%zz@localhost",
                "redis://{}@localhost",
                "redis://:{}@localhost/x",
                "redis://:{}@localhost:99999",
                "redis://:{}@localhost?a",
                "redis://localhost:{}",
                "{}"
            })
    void refusalsRepeatNoPassword(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisSettings.of(address.replace("{}", secret)))
                .satisfies(e -> {
                    StringWriter text = new StringWriter();
                    e.printStackTrace(new PrintWriter(text));
                    canaries.assertNoneIn("refusal", text.toString());
                });
    }
}

package dev.jeton.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.testkit.concurrent.Burst;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisProcessTest {

    @Test
    void commandsAreAnsweredInTheTypesOfTheProtocol() {
        try (RedisProcess redis = RedisProcess.start()) {
            assertThat(redis.command("SET", "k", "gr\u00fc\u00df dich\r\n")).isEqualTo("OK");
            assertThat(redis.command("GET", "k")).isEqualTo("gr\u00fc\u00df dich\r\n");
            assertThat(redis.command("GET", "none")).isNull();
            assertThat(redis.command("DEL", "k")).isEqualTo(1L);
            assertThat(redis.command("MGET", "a", "b")).isEqualTo(Arrays.asList(null, null));
            assertThat(redis.command("CONFIG", "GET", "appendonly")).isEqualTo(List.of("appendonly", "no"));
            assertThat(redis.command("CONFIG", "GET", "save")).isEqualTo(List.of("save", ""));
            assertThatThrownBy(() -> redis.command("LPUSH"))
                    .isInstanceOf(RespConnection.Refused.class)
                    .hasMessageStartingWith("ERR");
        }
    }

    @Test
    void aPasswordIsAskedForAndIsPartOfTheUri() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "c4nary:@1")) {
            assertThat(redis.uri()).hasToString("redis://:c4nary%3A%401@127.0.0.1:" + redis.port());
            assertThat(redis.command("PING")).isEqualTo("PONG");
            try (RespConnection stranger = RespConnection.to(redis.host(), redis.port(), Duration.ofSeconds(10))) {
                assertThatThrownBy(() -> stranger.call("PING")).hasMessageStartingWith("NOAUTH");
            }
        }
    }

    @Test
    void aKilledServerComesBackEmptyOnTheSamePort() {
        try (RedisProcess redis = RedisProcess.start()) {
            int port = redis.port();
            redis.command("SET", "k", "v");
            redis.kill();
            assertThat(redis.isAlive()).isFalse();
            assertThatThrownBy(() -> redis.command("PING")).isInstanceOf(UncheckedIOException.class);

            redis.restart();

            assertThat(redis.port()).isEqualTo(port);
            assertThat(redis.command("GET", "k")).isNull();
        }
    }

    @Test
    void withAnAppendOnlyFileNothingIsLost() {
        try (RedisProcess redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always")) {
            redis.command("SET", "k", "v");

            redis.restart();

            assertThat(redis.command("GET", "k")).isEqualTo("v");
        }
    }

    @Test
    void aStoppedServerIsSilentUntilItGoesOn() throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                RespConnection connection = RespConnection.to(redis.host(), redis.port(), Duration.ofMillis(100))) {
            redis.pause();
            assertThatThrownBy(() -> connection.call("PING")).isInstanceOf(SocketTimeoutException.class);

            redis.resume();

            assertThat(redis.command("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void aStoppedServerCanBeClosed() {
        RedisProcess redis = RedisProcess.start();
        redis.pause();

        redis.close();

        assertThat(redis.isAlive()).isFalse();
    }

    @Test
    void manyStartAtOnceEachOnAPortOfItsOwn() {
        List<RedisProcess> servers = Burst.of(4, i -> RedisProcess.start()).orFail();
        try {
            assertThat(servers).extracting(RedisProcess::port).doesNotHaveDuplicates();
            servers.forEach(redis -> assertThat(redis.command("PING")).isEqualTo("PONG"));
        } finally {
            servers.forEach(RedisProcess::close);
        }
    }

    @Test
    void wrongArgumentsAreReportedWithWhatTheServerSays() {
        assertThatThrownBy(() -> RedisProcess.start("--no-such-setting", "1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no-such-setting");
    }
}

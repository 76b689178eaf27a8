package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.StoreUnavailable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.exceptions.JedisDataException;

class GrantFaultsTest {

    @ParameterizedTest(name = "C-08 {0}: {1}")
    @CsvSource({
        "LOADING Redis is loading the dataset in memory, still reading its data",
        "READONLY You can't write against a read only replica., it is a replica",
        "@user_script: 7: -READONLY You can't write against a read only replica., it is a replica",
        "OOM command not allowed when used memory > 'maxmemory'., its memory is full",
        "MISCONF Errors writing to the AOF file: No space left on device, cannot write to its disk",
        "NOREPLICAS Not enough good replicas to write., too few of its replicas",
        "NOAUTH Authentication required., demands a password",
        "ERR some c4nary, the shared cache refuses to write",
    })
    void refusals(String said, String sentence) {
        CacheUnavailable refused =
                new CacheUnavailable("the shared cache refuses to write", new JedisDataException(said), null);

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> GrantFaults.told(() -> {
                    throw refused;
                }))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("c4nary"))
                .withCause(refused);
    }

    @Test
    @DisplayName("C-08 a timeout keeps its sentence")
    void timeout() {
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> GrantFaults.told(() -> {
                    throw new CacheUnavailable("the shared cache did not answer in time", null, null);
                }))
                .withMessage("grants in Redis cannot be used: the shared cache did not answer in time");
    }
}

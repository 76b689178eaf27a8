package dev.jeton.bench.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveObjectsTest {

    @Test
    void readsWhatTheJvmWrites() {
        LiveObjects live = LiveObjects.parse("""
                29080:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         30000        1000000  [B (java.base@25)
                   2:           985          31520  java.util.concurrent.locks.ReentrantLock (java.base@25)
                Total         30985        1031520
                """);
        assertThat(live.bytes()).isEqualTo(1_031_520);
        assertThat(live.count("ReentrantLock")).isEqualTo(985);
        assertThat(live.count("VirtualThread")).isZero();
    }
}

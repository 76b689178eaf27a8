package dev.jeton.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenAnswer;
import dev.jeton.cache.redis.CodecBenchmark;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls every benchmark once: a benchmark that measures a failure would look fast. */
class BenchmarksWorkTest {

    @Test
    void aHitIsAnsweredFromTheCacheHoweverItIsAskedFor() {
        TokenHitBenchmark hit = new TokenHitBenchmark();
        assertThat(hit.brokerPrepared().source()).isEqualTo(TokenAnswer.Source.CACHE);
        assertThat(hit.brokerFromTexts().entry()).isEqualTo(hit.brokerPrepared().entry());
        assertThat(hit.brokerShortForm().entry()).isEqualTo(hit.brokerPrepared().entry());
        assertThat(hit.caffeineLikeOurs()).isEqualTo(hit.brokerPrepared().entry());
        assertThat(hit.caffeinePlain()).isEqualTo(hit.brokerPrepared().entry());
        hit.close();
    }

    @Test
    void theCodecReadsWhatItWrote() throws Exception {
        CodecBenchmark codec = new CodecBenchmark();
        assertThat(codec.encode()).isNotEmpty();
        assertThat(codec.decode().token().value()).hasSize(200);
    }

    @Test
    void theExpiryArithmeticGivesAUsableToken() {
        TtlPolicyBenchmark policy = new TtlPolicyBenchmark();
        assertThat(policy.schedule().usableUntil()).isAfter(policy.schedule().refreshAt());
        assertThat(policy.lifetime()).isEqualTo(Duration.ofSeconds(86_399));
        assertThat(policy.isPreferred()).isTrue();
    }
}

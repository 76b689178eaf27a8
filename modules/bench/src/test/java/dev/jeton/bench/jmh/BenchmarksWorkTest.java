package dev.jeton.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenAnswer;
import dev.jeton.cache.redis.CodecBenchmark;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls every benchmark once: a benchmark that measures a failure would look fast. */
class BenchmarksWorkTest {

    @Test
    void aHitIsAnsweredFromTheCacheHoweverItIsAskedFor() {
        TokenHitBenchmark hit = new TokenHitBenchmark();
        // A process hears of its own change too, and looks once more before it believes what it holds.
        TokenAnswer unused = hit.brokerPrepared();
        assertThat(hit.brokerPrepared().source()).isEqualTo(TokenAnswer.Source.NEAR);
        assertThat(hit.brokerFromTexts().entry()).isEqualTo(hit.brokerPrepared().entry());
        assertThat(hit.brokerShortForm().entry()).isEqualTo(hit.brokerPrepared().entry());
        assertThat(hit.caffeineLikeOurs()).isEqualTo(hit.brokerPrepared().entry());
        assertThat(hit.caffeinePlain()).isEqualTo(hit.brokerPrepared().entry());
        hit.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "google", "jedis", "msal", "spring"})
    void everyPeerHasATokenForEveryTenant(String name) {
        PeerHitBenchmark peers = new PeerHitBenchmark();
        peers.name = name;
        peers.fill();
        assertThat(peers.peer()).contains("token");
        peers.close();
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

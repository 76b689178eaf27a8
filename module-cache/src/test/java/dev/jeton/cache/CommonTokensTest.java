package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.contract.TokenRepositoryContract;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-02 tokens as programs of any language share them keep the contract, in whole seconds")
class CommonTokensTest extends TokenRepositoryContract {

    private static RedisProcess redis;
    private static CommonTokens tokens;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        RedisSettings patient = new RedisSettings(RedisAddress.of(redis.uri().toString()), Duration.ofSeconds(5), 16);
        tokens = CommonTokens.open(patient, Set.of(new ProviderId("genesys")), TokenEvents.NO_OP, TimeSource.system());
    }

    @AfterAll
    static void stop() {
        tokens.close();
        redis.close();
    }

    @Override
    protected TokenRepository repository() {
        return tokens.tokens();
    }

    @Override
    protected TimeSource time() {
        return TimeSource.system();
    }

    @Override
    protected TokenEntry entryFor(Duration lifetime) {
        return SomeEntries.ofClients(lifetime, time().now());
    }

    @Override
    protected Duration shortLife() {
        return Duration.ofSeconds(2);
    }

    @Override
    @Test
    @DisplayName("A-02 a token that never expires is shared as one of an hour: the convention has no other word for it")
    public void aTokenThatNeverExpiresIsKeptAsSuch() {
        TokenEntry never = SomeEntries.unlimited(time().now());
        var key = SomeKeys.fresh();

        repository().store(key, never);

        TokenEntry found = repository().find(key).orElseThrow();
        assertThat(found.token()).isEqualTo(never.token());
        assertThat(Duration.between(
                        never.schedule().issuedAt(), found.schedule().expiry().orElseThrow()))
                .isBetween(Duration.ofSeconds(3599), Duration.ofSeconds(3600));
    }
}

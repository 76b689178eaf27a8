package dev.jeton.cache.memory;

import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.TokenRepositoryContract;
import dev.jeton.testkit.time.ManualTime;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Tokens in memory keep the contract")
class InMemoryTokensTest extends TokenRepositoryContract {

    private final ManualTime time = ManualTime.standingStill();
    private final TokenRepository repository = new InMemoryTokens(100_000, new LocalChanges(), time);

    @Override
    protected TokenRepository repository() {
        return repository;
    }

    @Override
    protected TimeSource time() {
        return time;
    }
}

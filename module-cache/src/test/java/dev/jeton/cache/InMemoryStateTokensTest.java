package dev.jeton.cache;

import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.TokenRepositoryContract;
import dev.jeton.testkit.time.ManualTime;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The tokens of a state in memory keep the contract")
class InMemoryStateTokensTest extends TokenRepositoryContract {

    private final ManualTime time = ManualTime.standingStill();
    private final InMemoryState state = InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, time);

    @Override
    protected TokenRepository repository() {
        return state.tokens();
    }

    @Override
    protected TimeSource time() {
        return time;
    }
}

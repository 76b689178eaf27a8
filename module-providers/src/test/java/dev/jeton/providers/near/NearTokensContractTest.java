package dev.jeton.providers.near;

import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.NearSettings;
import dev.jeton.testkit.contract.TokenRepositoryContract;
import dev.jeton.testkit.fake.ToldChanges;
import dev.jeton.testkit.time.ManualTime;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Tokens held by one process keep the contract")
class NearTokensContractTest extends TokenRepositoryContract {

    private final ManualTime time = ManualTime.standingStill();
    private final TokenRepository repository = new NearTokens(NearSettings.DEFAULT, new ToldChanges(), () -> 0, time);

    @Override
    protected TokenRepository repository() {
        return repository;
    }

    @Override
    protected TimeSource time() {
        return time;
    }
}

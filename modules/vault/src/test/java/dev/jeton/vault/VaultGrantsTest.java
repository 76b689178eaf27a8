package dev.jeton.vault;

import dev.jeton.api.grant.GrantStore;
import dev.jeton.testkit.contract.GrantStoreContract;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("C-05 grants in Vault")
class VaultGrantsTest extends GrantStoreContract {

    private final ManualTime processTime = ManualTime.standingStill();
    private final OpenedVault opened = new OpenedVault();
    private final VaultStore mine = opened.open(processTime);
    private final VaultStore another = opened.open(ManualTime.standingStill());

    @AfterEach
    void close() {
        mine.close();
        another.close();
        opened.close();
    }

    @Override
    protected GrantStore store() {
        return mine.grants();
    }

    @Override
    protected GrantStore another() {
        return another.grants();
    }

    @Override
    protected Optional<ManualTime> processClock() {
        return Optional.of(processTime);
    }

    @Override
    protected void letStoreTimePass() {
        opened.vaultTime.advance(Duration.ofMillis(400));
    }
}

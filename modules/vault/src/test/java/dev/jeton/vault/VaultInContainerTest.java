package dev.jeton.vault;

import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.GrantStoreContract;
import dev.jeton.testkit.fake.RecordingEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;

@DisplayName("C-05 grants in the Vault of today")
@EnabledIf(
        value = "dev.jeton.vault.VaultInContainer#isPossible",
        disabledReason = "no Docker engine answers, so hashicorp/vault cannot be started;"
                + " the same contract runs against the stub")
class VaultInContainerTest extends GrantStoreContract {

    private static VaultInContainer vault;
    private static VaultStore mine;
    private static VaultStore another;

    @BeforeAll
    static void start() {
        vault = VaultInContainer.start();
        mine = open();
        another = open();
    }

    @AfterAll
    static void stop() {
        mine.close();
        another.close();
        vault.close();
    }

    private static VaultStore open() {
        VaultSettings settings = OpenedVault.settings(vault.address(), VaultInContainer.TOKEN);
        return VaultStore.open(settings, Sealer.none(), new RecordingEvents(), TimeSource.system());
    }

    @Override
    protected GrantStore store() {
        return mine.grants();
    }

    @Override
    protected GrantStore another() {
        return another.grants();
    }
}

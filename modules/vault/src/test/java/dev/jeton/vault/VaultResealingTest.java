package dev.jeton.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Resealing.Outcome;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.SomeGrants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("fault 98 what is in Vault is sealed with the newest key, without anybody's change being lost")
class VaultResealingTest {

    private static final TokenKey KEY = TokenKey.of("acme-crm", "acme");

    private final OpenedVault opened = new OpenedVault();
    private final VaultStore old = open(new LabellingSealer("old"));
    private final VaultStore today = open(new LabellingSealer("new"));

    @AfterEach
    void close() {
        old.close();
        today.close();
        opened.close();
    }

    private VaultStore open(LabellingSealer sealer) {
        VaultSettings settings = OpenedVault.settings(opened.vault.address(), opened.vault.token());
        return VaultStore.open(settings, sealer, opened.events, TimeSource.system());
    }

    @Test
    void everythingIsSealedAnewOnce() {
        Grant grant = SomeGrants.refreshed();
        Revision first = old.grants().replace(KEY, Revision.NONE, grant).orElseThrow();
        Revision unused = old.grants()
                .replace(TokenKey.of("qontak", "default"), Revision.NONE, SomeGrants.connected())
                .orElseThrow();
        old.credentials().put(KEY, new Credentials(Map.of("id", Secret.of("x"))));
        List<String> heard = new ArrayList<>();

        assertThat(today.resealing().reseal((done, total) -> heard.add(done + "/" + total)))
                .isEqualTo(new Outcome(3, 0, 0, 0));
        assertThat(heard).containsExactly("0/3", "1/3", "2/3", "3/3");
        assertThat(today.resealing().reseal((done, total) -> {})).isEqualTo(new Outcome(0, 3, 0, 0));
        try (StoredGrant found = today.grants().find(KEY).orElseThrow()) {
            SomeGrants.assertSame("the same grant", grant, found.grant());
            assertThat(found.revision()).isNotEqualTo(first);
        }
    }

    @Test
    void whatCannotBeOpenedIsLeftAndCounted() {
        opened.operator("POST", "data/qontak/tokens/acme", "{\"data\":{\"refresh_token\":\"plain\"}}");
        opened.operator("POST", "data/qontak/tokens/_credentials/genesys/acme", "{\"data\":{\"id\":\"plain\"}}");

        assertThat(today.resealing().reseal((done, total) -> {})).isEqualTo(new Outcome(0, 0, 0, 2));
        assertThat(opened.events.count(TokenEvent.SealBroken.class)).isEqualTo(2);
    }

    @Test
    void whatIsForgottenIsNoWork() {
        Revision first =
                old.grants().replace(KEY, Revision.NONE, SomeGrants.connected()).orElseThrow();
        assertThat(old.grants().remove(KEY, first)).isTrue();

        assertThat(today.resealing().reseal((done, total) -> {})).isEqualTo(new Outcome(0, 1, 0, 0));
    }
}

package dev.jeton.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.server.VaultFault;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-05 check-and-set on the version")
class VaultVersionsTest {

    private static final TokenKey KEY = TokenKey.of("qontak", "acme");
    private static final String PATH = "qontak/tokens/acme";

    private final OpenedVault opened = new OpenedVault();
    private final Grant grant = SomeGrants.refreshed();

    @AfterEach
    void close() {
        opened.close();
        grant.close();
    }

    @Test
    @DisplayName("every write names the version, so a mount that demands it is no obstacle")
    void everyWriteNamesTheVersion() {
        opened.vault.requireCas();

        Revision first = insert();
        Revision second = opened.grants().replace(KEY, first, grant).orElseThrow();

        assertThat(second).isEqualTo(new Revision("2"));
        assertThat(opened.grants().remove(KEY, second)).isTrue();
        assertThat(insert()).as("the tombstone counts").isEqualTo(new Revision("4"));
    }

    @Test
    @DisplayName("what an operator deleted or destroyed is none, and its version counts on")
    void whatAnOperatorDeletedIsNone() {
        Revision first = insert();
        operator("DELETE", "data/" + PATH, "");
        assertThat(opened.grants().find(KEY)).isEmpty();
        assertThat(opened.grants().list()).isEmpty();
        assertThat(insert()).isNotEqualTo(first);

        operator("POST", "destroy/" + PATH, "{\"versions\":[2]}");
        assertThat(opened.grants().find(KEY)).isEmpty();
        assertThat(insert()).isEqualTo(new Revision("3"));
    }

    @Test
    @DisplayName("what is forgotten leaves no older version, and no number that fits again")
    void whatIsForgottenLeavesNoOlderVersion() {
        Revision second = opened.grants().replace(KEY, insert(), grant).orElseThrow();
        assertThat(opened.grants().remove(KEY, second)).isTrue();

        operator("POST", "undelete/" + PATH, "{\"versions\":[1,2]}");
        operator("POST", "destroy/" + PATH, "{\"versions\":[3]}");
        assertThat(opened.operator("GET", "data/" + PATH, "").status()).isEqualTo(404);
        assertThat(opened.vault.requests("/v1/secret/metadata/"))
                .as("never deleted")
                .isZero();
        insert();
        assertThat(opened.grants().replace(KEY, second, grant)).isEmpty();
    }

    @Test
    @DisplayName("an insertion that comes between a tombstone and the destruction stays")
    void anInsertionAfterTheTombstoneStays() {
        Revision first = insert();
        // The answer to the destruction is lost: it is done, and the caller does not know.
        assertThat(opened.operator("POST", "data/" + PATH, "{\"options\":{\"cas\":1},\"data\":{\"forgotten\":true}}")
                        .status())
                .isEqualTo(200);
        Revision inserted = insert();
        operator("POST", "destroy/" + PATH, "{\"versions\":[1]}");

        assertThat(inserted).isNotEqualTo(first);
        opened.grants().find(KEY).orElseThrow().close();
    }

    @Test
    @DisplayName("older versions that cannot be destroyed are told of")
    void olderVersionsThatStayAreToldOf() {
        Revision first = insert();
        opened.vault.nextIs(new VaultFault.Late(Duration.ZERO));
        opened.vault.nextIs(new VaultFault.Says(403, "{\"errors\":[\"permission denied\"]}"));

        assertThatThrownBy(() -> opened.grants().remove(KEY, first))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("forgotten, but its older versions stay");
        assertThat(opened.grants().find(KEY)).isEmpty();
    }

    @Test
    @DisplayName("a document of another program is read, with generation 0")
    void aDocumentOfAnotherProgramIsRead() {
        operator(
                "POST",
                "data/" + PATH,
                "{\"data\":{\"refresh_token\":\"theirs\",\"access_token\":\"a\",\"expires_at\":1800000000.5}}");

        try (StoredGrant found = opened.grants().find(KEY).orElseThrow()) {
            assertThat(found.grant().generation()).isZero();
            String refreshToken = found.grant().refreshToken().reveal(String::new);
            assertThat(refreshToken).isEqualTo("theirs");
            assertThat(found.grant().access()).isPresent();
            assertThat(found.storeTime()).isEqualTo(ManualTime.START);
        }
    }

    @Test
    @DisplayName("the numbers of a document are numbers in Vault, as far as it keeps them")
    void theNumbersOfADocumentAreNumbers() {
        insert();
        String stored = opened.operator("GET", "data/" + PATH, "").body();

        assertThat(stored)
                .containsPattern("\"generation\":2[,}]")
                .containsPattern("\"expires_at\":[0-9]+[,}]")
                .contains("\"state\":\"active\"");
    }

    @Test
    @DisplayName("what cannot be read is an error, an event and a line in the list, and nothing takes its place")
    void whatCannotBeReadIsAnError() {
        operator("POST", "data/" + PATH, "{\"data\":{\"note\":\"c4nary\"}}");

        assertThatThrownBy(() -> opened.grants().find(KEY))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageNotContaining("c4nary");
        assertThat(opened.events.of(TokenEvent.SealBroken.class)).hasSize(1);
        assertThat(opened.grants().list()).extracting(GrantStatus::state).containsExactly("unreadable");
        assertThat(opened.grants().replace(KEY, Revision.NONE, grant)).isEmpty();
    }

    @Test
    @DisplayName("fewer versions than usual are enough")
    void fewerVersionsAreEnough() {
        opened.vault.keepVersions(1);
        Revision current = insert();
        for (int i = 0; i < 5; i++) {
            current = opened.grants().replace(KEY, current, grant).orElseThrow();
        }
        assertThat(current).isEqualTo(new Revision("6"));
        opened.grants().find(KEY).orElseThrow().close();
    }

    private Revision insert() {
        return opened.grants().replace(KEY, Revision.NONE, grant).orElseThrow();
    }

    private void operator(String method, String path, String json) {
        assertThat(opened.operator(method, path, json).status())
                .as("%s %s", method, path)
                .isBetween(200, 204);
    }
}

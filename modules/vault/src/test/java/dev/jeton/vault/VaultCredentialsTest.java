package dev.jeton.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-05 credentials in Vault")
class VaultCredentialsTest {

    private static final TokenKey KEY = TokenKey.of("genesys", "acme");
    private static final String PATH = "qontak/tokens/_credentials/genesys/acme";

    private final OpenedVault opened = new OpenedVault();

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void whatIsPutIsFoundInPlaceOfWhatWasThere() {
        put(KEY, "first", "s3cret");
        put(KEY, "second", "gr\u00fc\u00df \ud83d\udd11 \"'\\");

        assertThat(find(KEY))
                .contains(Map.of("clientId", "second", "clientSecret", "gr\u00fc\u00df \ud83d\udd11 \"'\\"));
        assertThat(find(TokenKey.of("genesys", "acm"))).isEmpty();
        assertThat(find(TokenKey.of("whatsapp", "acme"))).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneAndCanBePutAgain() {
        assertThat(opened.credentials().delete(KEY)).isFalse();
        put(KEY, "id", "s3cret");
        put(TokenKey.of("genesys", "other"), "id", "s3cret");

        assertThat(opened.credentials().list()).containsExactlyInAnyOrder(KEY, TokenKey.of("genesys", "other"));
        assertThat(opened.credentials().delete(KEY)).isTrue();
        assertThat(opened.credentials().delete(KEY)).isFalse();
        assertThat(find(KEY)).isEmpty();
        assertThat(opened.credentials().list()).containsExactly(TokenKey.of("genesys", "other"));

        put(KEY, "new", "s3cret");
        assertThat(find(KEY)).isPresent();
    }

    @Test
    @DisplayName("what an operator writes with vault kv put is found")
    void whatAnOperatorWritesIsFound() {
        opened.operator("POST", "data/" + PATH, "{\"data\":{\"clientId\":\"op\",\"clientSecret\":\"x\",\"n\":1}}");

        assertThat(find(KEY)).contains(Map.of("clientId", "op", "clientSecret", "x"));
        opened.operator("DELETE", "data/" + PATH, "");
        assertThat(find(KEY)).isEmpty();
        put(KEY, "again", "y");
        assertThat(find(KEY)).isPresent();
    }

    @Test
    @DisplayName("grants and credentials are not mixed up")
    void grantsAndCredentialsAreNotMixedUp() {
        put(TokenKey.of("qontak", "acme"), "id", "s3cret");

        assertThat(opened.grants().find(TokenKey.of("qontak", "acme"))).isEmpty();
        assertThat(opened.grants().list()).isEmpty();
    }

    @Test
    @DisplayName("of many writers at once each succeeds or says that it did not")
    void ofManyWritersAtOnceEachSucceedsOrSaysSo() {
        Burst<Boolean> burst = Burst.of(8, i -> {
            put(KEY, "id" + i, "s3cret");
            return true;
        });

        assertThat(burst.results()).isNotEmpty();
        assertThat(burst.failures()).allMatch(StoreUnavailable.class::isInstance);
        assertThat(find(KEY)).isPresent();
    }

    @Test
    @DisplayName("fault 51 sealed fields are in Vault unreadable, and open nowhere else")
    void sealedFieldsOpenNowhereElse() {
        try (VaultStore store = VaultStore.open(
                OpenedVault.settings(opened.vault.address(), opened.vault.token()),
                new LabellingSealer("k"),
                opened.events,
                TimeSource.system())) {
            try (Credentials credentials = credentials("id", "s3cret-value")) {
                store.credentials().put(KEY, credentials);
            }
            String stored = opened.operator("GET", "data/" + PATH, "").body();
            assertThat(stored).doesNotContain("s3cret-value");
            assertThat(find(store, KEY)).isPresent();

            String data = stored.substring(stored.indexOf("{\"data\":{") + 8, stored.indexOf(",\"metadata\""));
            String elsewhere = "data/qontak/tokens/_credentials/genesys/other";
            assertThat(opened.operator("POST", elsewhere, "{\"data\":" + data + "}")
                            .status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> find(store, TokenKey.of("genesys", "other")))
                    .isInstanceOf(StoreUnavailable.class);
            assertThat(opened.events.of(TokenEvent.SealBroken.class)).hasSize(1);
        }
    }

    private void put(TokenKey key, String id, String secret) {
        try (Credentials credentials = credentials(id, secret)) {
            opened.credentials().put(key, credentials);
        }
    }

    private static Credentials credentials(String id, String secret) {
        Map<String, Secret> fields = new LinkedHashMap<>();
        fields.put("clientId", Secret.of(id));
        fields.put("clientSecret", Secret.of(secret));
        return new Credentials(fields);
    }

    private Optional<Map<String, String>> find(TokenKey key) {
        try (VaultStore store = VaultStore.open(
                OpenedVault.settings(opened.vault.address(), opened.vault.token()),
                Sealer.none(),
                opened.events,
                TimeSource.system())) {
            return find(store, key);
        }
    }

    private static Optional<Map<String, String>> find(VaultStore store, TokenKey key) {
        Deadline deadline = Deadline.in(OpenedVault.TIMEOUT, TimeSource.system());
        return store.credentials().find(key, CorrelationId.random(), deadline).map(found -> {
            try (found) {
                Map<String, String> fields = new LinkedHashMap<>();
                found.names()
                        .forEach(name -> fields.put(
                                name, found.secret(name).orElseThrow().reveal(String::new)));
                return fields;
            }
        });
    }
}

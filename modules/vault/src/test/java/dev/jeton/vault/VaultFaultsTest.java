package dev.jeton.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.server.FreePort;
import dev.jeton.testkit.server.VaultFault;
import dev.jeton.testkit.server.VaultStub;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("C-08 a Vault that cannot be asked is a store error, never \"none\"")
class VaultFaultsTest {

    private static final TokenKey KEY = TokenKey.of("qontak", "acme");

    private final OpenedVault opened = new OpenedVault();
    private final Grant grant = SomeGrants.refreshed();
    private final Revision revision =
            opened.grants().replace(KEY, Revision.NONE, grant).orElseThrow();

    @AfterEach
    void close() {
        opened.close();
        grant.close();
    }

    static Stream<Arguments> faults() {
        String html = "<html><body>not here</body></html>";
        return Stream.of(
                fault(new VaultFault.Sealed(), "Vault is sealed"),
                fault(new VaultFault.Standby(URI.create("http://127.0.0.1:9/v1/x")), "the token is not sent"),
                fault(new VaultFault.RateLimited(), "asks for a pause"),
                fault(new VaultFault.HangsUp(), "broke off"),
                fault(new VaultFault.Late(OpenedVault.TIMEOUT.plusMillis(500)), "did not answer in time"),
                says(403, "{\"errors\":[\"permission denied\"]}", "refuses the token"),
                says(404, "{\"errors\":[\"no handler for route \\\"x\\\". route entry not found.\"]}", "no KV engine"),
                says(404, html, "no KV engine"),
                says(404, "{}", "no KV engine"),
                says(404, "{\"data\":null,\"warnings\":[\"Invalid path for a versioned K/V engine\"]}", "no KV engine"),
                says(405, "{\"errors\":[\"unsupported operation\"]}", "version 2"),
                says(412, "{\"errors\":[]}", "behind"),
                says(472, "", "stands by"),
                says(473, "", "stands by"),
                says(500, "{\"errors\":[\"internal error\"]}", "Vault failed"),
                says(501, "{\"errors\":[]}", "not initialized"),
                says(502, html, "Vault failed"),
                says(503, html, "sealed or in maintenance"),
                says(400, "{\"errors\":[\"no data provided\"]}", "cannot do"),
                says(200, html, "no JSON object"),
                says(200, "{\"data\":{\"data\":{\"refresh_token\":\"x\"", "no JSON object"),
                says(200, "{\"data\":{},\"data\":{}}", "no JSON object"),
                says(200, "[".repeat(100_000), "no JSON object"),
                says(200, "{\"pad\":\"" + "x".repeat(1 << 20) + "\"}", "more than any secret"));
    }

    private static Arguments fault(VaultFault fault, String sentence) {
        return Arguments.of(fault.getClass().getSimpleName(), fault, sentence);
    }

    private static Arguments says(int status, String body, String sentence) {
        String shown = body.length() > 60 ? body.substring(0, 60) + "…" : body;
        return Arguments.of(status + " " + shown, new VaultFault.Says(status, body), sentence);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void nothingIsToldOfAVaultThat(String what, VaultFault fault, String sentence) {
        opened.vault.everyAnswerIs(fault);

        assertThatThrownBy(() -> opened.grants().find(KEY))
                .as(what)
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining(sentence);
        assertUnavailable(this::findCredentials);
        assertUnavailable(() -> opened.grants().replace(KEY, revision, grant));
        assertUnavailable(() -> opened.grants().replace(KEY, Revision.NONE, grant));
        assertUnavailable(() -> opened.grants().remove(KEY, revision));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void nothingIsListedOfAVaultThat(String what, VaultFault fault, String sentence) {
        // A list may be longer than a document, so what is too long for one is merely nonsense as the other.
        opened.vault.everyAnswerIs(fault);

        assertUnavailable(() -> opened.grants().list());
        assertUnavailable(() -> opened.credentials().list());
        assertThat(what).isNotEmpty();
        assertThat(sentence).isNotEmpty();
    }

    @Test
    @DisplayName("nobody listens")
    void nobodyListens() {
        URI nowhere = URI.create("http://127.0.0.1:" + FreePort.find());
        try (VaultStore store = VaultStore.open(
                OpenedVault.settings(nowhere, "hvs.x"), Sealer.none(), opened.events, TimeSource.system())) {
            assertThatThrownBy(() -> store.grants().find(KEY))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("cannot be connected to");
        }
    }

    @Test
    @DisplayName("the token never follows a redirect")
    void theTokenNeverFollowsARedirect() {
        try (VaultStub other = VaultStub.start()) {
            opened.vault.everyAnswerIs(new VaultFault.Standby(other.address().resolve("/v1/secret/data/x")));

            assertUnavailable(() -> opened.grants().find(KEY));
            assertUnavailable(() -> opened.grants().replace(KEY, revision, grant));
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("the wrong mount is no empty store")
    void theWrongMountIsNoEmptyStore() {
        VaultSettings wrong = new VaultSettings(
                opened.vault.address(), Secret.of(opened.vault.token()), "secrets", "x", null, OpenedVault.TIMEOUT);
        try (VaultStore store = VaultStore.open(wrong, Sealer.none(), opened.events, TimeSource.system())) {
            assertUnavailable(() -> store.grants().find(KEY));
            assertUnavailable(() -> store.grants().list());
        }
    }

    @Test
    @DisplayName("an engine of version 1 is recognized, reading and writing")
    void anEngineOfVersionOneIsRecognized() {
        opened.vault.nextIs(new VaultFault.Says(200, "{\"data\":{\"data\":{\"refresh_token\":\"x\"}}}"));
        assertThatThrownBy(() -> opened.grants().find(KEY)).hasMessageContaining("KV version 2?");
        opened.vault.nextIs(new VaultFault.Says(204, ""));
        assertThatThrownBy(() -> opened.grants().replace(KEY, revision, grant)).hasMessageContaining("KV version 2?");
    }

    @Test
    @DisplayName("without Vault's date there is no store time, and none is made up")
    void withoutVaultsDateThereIsNoStoreTime() {
        for (String date : new String[] {"", "yesterday", "2026-11-20T12:00:00Z"}) {
            opened.vault.nextIs(new VaultFault.Dated(date));
            assertThatThrownBy(() -> opened.grants().find(KEY))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("no date");
        }
    }

    @Test
    @DisplayName("a write whose answer is lost may have taken place, and a new look shows it")
    void aWriteWhoseAnswerIsLostMayHaveTakenPlace() {
        try (Grant next = SomeGrants.next(grant)) {
            opened.vault.nextIs(new VaultFault.LosesAnswer());
            long before = opened.vault.requests("/v1/secret/data/");
            assertUnavailable(() -> opened.grants().replace(KEY, revision, next));

            assertThat(opened.vault.requests("/v1/secret/data/"))
                    .as("nothing is sent twice")
                    .isEqualTo(before + 1);
            try (var found = opened.grants().find(KEY).orElseThrow()) {
                assertThat(found.grant().generation()).isEqualTo(next.generation());
                assertThat(opened.grants().replace(KEY, revision, next)).isEmpty();
                assertThat(opened.grants().replace(KEY, found.revision(), next)).isPresent();
            }
        }
    }

    @Test
    @DisplayName("a look-up ends with its caller's deadline")
    void aLookUpEndsWithItsCallersDeadline() {
        opened.vault.everyAnswerIs(new VaultFault.Late(Duration.ofSeconds(1)));
        long started = System.nanoTime();

        assertUnavailable(() -> opened.credentials()
                .find(KEY, CorrelationId.random(), Deadline.in(Duration.ofMillis(50), TimeSource.system())));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(900));
    }

    @Test
    @DisplayName("Vault is away and comes back")
    void vaultIsAwayAndComesBack() {
        opened.vault.everyAnswerIs(new VaultFault.HangsUp());
        assertUnavailable(() -> opened.credentials().put(KEY, new Credentials(Map.of("id", Secret.of("x")))));

        opened.vault.recover();
        opened.grants().find(KEY).orElseThrow().close();
    }

    private void findCredentials() {
        assertThat(opened.credentials()
                        .find(KEY, CorrelationId.random(), Deadline.in(OpenedVault.TIMEOUT, TimeSource.system())))
                .isEmpty();
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StoreUnavailable.class);
    }
}

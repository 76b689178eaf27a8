package dev.jeton.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.VaultFault;
import dev.jeton.testkit.server.VaultRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I6 the token and the secrets stay where they belong")
class VaultSecretsTest {

    private static final TokenKey KEY = TokenKey.of("qontak", "acme");

    private final OpenedVault opened = new OpenedVault();
    private final Canaries canaries = new Canaries();

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    @DisplayName("fault 95 no message, event or text has them, whatever goes wrong")
    void noMessageEventOrTextHasThem() {
        String token = canaries.register("the token", opened.vault.token());
        Grant grant = SomeGrants.refreshed();
        Revision revision = opened.grants().replace(KEY, Revision.NONE, grant).orElseThrow();
        String echo = "{\"errors\":[\"" + token + " " + grant.refreshToken().reveal(String::new) + "\"]";

        for (int status : new int[] {200, 301, 400, 403, 404, 429, 500, 503}) {
            for (String end : List.of("}", "", "}x")) {
                opened.vault.everyAnswerIs(new VaultFault.Says(status, echo + end));
                searchFailure(() -> opened.grants().find(KEY));
                searchFailure(() -> opened.grants().replace(KEY, revision, grant));
                searchFailure(() -> opened.grants().list());
                searchFailure(() -> opened.credentials()
                        .find(KEY, CorrelationId.random(), Deadline.in(OpenedVault.TIMEOUT, TimeSource.system())));
            }
        }
        canaries.assertNoneIn("events", opened.events.toString());
        VaultSettings settings = OpenedVault.settings(opened.vault.address(), token);
        canaries.assertNoneIn("settings", settings.toString());
        try (VaultStore store = VaultStore.open(settings, Sealer.none(), opened.events, TimeSource.system())) {
            canaries.assertNoneIn("store", store + " " + store.grants() + " " + store.credentials());
        }
        canaries.assertSearched();
    }

    @Test
    @DisplayName("an unreadable document is not quoted, sealed or not")
    void anUnreadableDocumentIsNotQuoted() {
        String secret = canaries.secret("foreign");
        opened.operator(
                "POST",
                "data/qontak/tokens/acme",
                "{\"data\":{\"refresh_token\":\"" + secret + "\",\"state\":\"" + secret + "\"}}");

        searchFailure(() -> opened.grants().find(KEY));
        canaries.assertNoneIn("events", opened.events.toString());
        canaries.assertNoneIn("the list", opened.grants().list().toString());
        assertThat(opened.events.count(TokenEvent.SealBroken.class)).isOne();
    }

    @Test
    @DisplayName("the token is in one header of each request and nowhere else")
    void theTokenIsInOneHeader() {
        String token = opened.vault.token();
        opened.credentials().put(KEY, new Credentials(Map.of("id", Secret.of("x"))));

        for (VaultRequest request : opened.vault.requests()) {
            assertThat(request.header("X-Vault-Token")).contains(token);
            assertThat(request.header("X-Vault-Request")).contains("true");
            assertThat(request.path() + request.query() + request.body()).doesNotContain(token);
        }
    }

    @Test
    @DisplayName("the store has a token of its own: closing the settings' one does no harm")
    void theStoreHasATokenOfItsOwn() {
        VaultSettings settings = OpenedVault.settings(opened.vault.address(), opened.vault.token());
        try (VaultStore store = VaultStore.open(settings, Sealer.none(), opened.events, TimeSource.system())) {
            settings.token().close();
            assertThat(store.grants().list()).isEmpty();
        }
    }

    private void searchFailure(ThrowingCallable call) {
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(call);
        assertThat(failure).isNotNull();
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        canaries.assertNoneIn("a failure", text.toString());
    }
}

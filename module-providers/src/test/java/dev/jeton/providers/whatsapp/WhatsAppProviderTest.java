package dev.jeton.providers.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppProviderTest {
    private final ManualTime time = ManualTime.standingStill();
    private final WhatsAppProvider provider = new WhatsAppProvider(time);

    private IssuedToken issue(Map<String, String> fields) {
        Map<String, Secret> secrets = new HashMap<>();
        fields.forEach((name, value) -> secrets.put(name, Secret.of(value)));
        try (Credentials credentials = new Credentials(secrets)) {
            return provider.issue(new TenantId("acme"), credentials, Deadline.in(Duration.ofSeconds(5), time));
        }
    }

    private IssuedToken expiring(String text) {
        return issue(Map.of("token", "c4nary-t", "expiresAt", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"systemUserToken", "accessToken", "token"})
    @DisplayName("B-03 the token is accepted under three names, and never expires where nothing is said")
    void spellings(String name) {
        IssuedToken issued = issue(Map.of(name, " c4nary-t\n"));
        assertThat(issued.token().value()).isEqualTo("c4nary-t");
        assertThat(issued.validity()).isEqualTo(new Validity.Unlimited());
    }

    @Test
    @DisplayName("B-03 of several names the first that is not blank counts")
    void precedence() {
        assertThat(issue(Map.of("systemUserToken", "c4nary-1", "accessToken", "c4nary-2", "token", "c4nary-3"))
                        .token()
                        .value())
                .isEqualTo("c4nary-1");
        assertThat(issue(Map.of("systemUserToken", " ", "token", "c4nary-3"))
                        .token()
                        .value())
                .isEqualTo("c4nary-3");
    }

    @ParameterizedTest(name = "B-03 expiresAt {0} is {1}")
    @CsvSource({
        "2027-01-20T12:00:00Z, 2027-01-20T12:00:00Z",
        "2027-01-20T19:00:00+07:00, 2027-01-20T12:00:00Z",
        "2027-01-20T12:00:00.500Z, 2027-01-20T12:00:00.500Z",
        "1800446400, 2027-01-20T12:00:00Z",
        "1800446400000, 2027-01-20T12:00:00Z"
    })
    void expiries(String text, Instant expected) {
        assertThat(expiring(text).validity()).isEqualTo(new Validity.Until(expected));
    }

    @Test
    @DisplayName("B-03 an expiry of 0 is how Meta says never")
    void never() {
        assertThat(expiring("0").validity()).isEqualTo(new Validity.Unlimited());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "never",
                "soon",
                "-1",
                "1.8e9",
                "2027-01-20",
                "2027-01-20T12:00:00",
                "20/01/2027",
                "2027-02-30T12:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "999999999999999",
                "9999999999999999"
            })
    @DisplayName("B-03 an expiry that cannot be read is told, not taken for never")
    void unreadable(String text) {
        assertThatThrownBy(() -> expiring(text))
                .isInstanceOf(CredentialsNotFound.class)
                .message()
                .contains("expiresAt")
                .doesNotContain(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T12:00:00Z", "2026-11-20T11:59:59Z", "1", "1970-01-01T00:00:00Z"})
    @DisplayName("I5 a token that has expired is refused")
    void expired(String text) {
        assertThatThrownBy(() -> expiring(text)).isInstanceOf(CredentialsRejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c4nary\r\nX-Admin: 1", "c4nary token", "c4nary-ü", "c4nary\u0000"})
    @DisplayName("fault 86 a token that no header can carry is told without repeating it")
    void unusable(String token) {
        assertThatThrownBy(() -> issue(Map.of("token", token)))
                .isInstanceOf(CredentialsNotFound.class)
                .message()
                .contains("systemUserToken")
                .doesNotContain("c4nary");
    }

    @Test
    @DisplayName("B-04 a missing token is named")
    void missing() {
        assertThatThrownBy(() -> issue(Map.of("phoneNumberId", "1")))
                .isInstanceOf(CredentialsNotFound.class)
                .hasMessageContaining("systemUserToken");
    }
}

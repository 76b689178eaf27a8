package dev.jeton.app.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyTest {

    private static Caller caller(String actions, String types, String tenants) {
        return new Caller("caller", Reach.of(Tokens.permissions(actions, types, tenants)), Allowance.UNLIMITED);
    }

    @ParameterizedTest
    @CsvSource({
        "acme,          acme,     true",
        "acme,          acme2,    false",
        "acme,          ACME,     false",
        "acme,          acm,      false",
        "acme globex,   globex,   true",
        "eu-*,          eu-1,     true",
        "eu-*,          eu-,      true",
        "eu-*,          eu,       false",
        "eu-*,          us-eu-1,  false",
        "*,             anything, true",
        "acme eu-*,     eu-2,     true",
        "'',            acme,     false",
    })
    @DisplayName("83 tenants are allowed by their whole name, by how they begin, or all")
    void tenants(String allowed, String asked, boolean may) {
        Caller caller = caller("token:read", "genesys", allowed);

        assertThat(Policy.may(caller, Action.TOKEN_READ, TokenKey.of("genesys", asked)))
                .isEqualTo(may);
        assertThat(Policy.may(caller, Action.TOKEN_READ, TokenKey.of("whatsapp", asked)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "token:read,               token:read",
        "token:read token:refresh, token:read token:refresh",
        "identity:*,               identity:read identity:write",
        "identity:read,            identity:read",
        "token:write root '',      ''",
        "token:*,                  ''",
        "*,                        ''",
    })
    @DisplayName("an action is allowed by its word; what is no word allows nothing")
    void actions(String words, String allowed) {
        Caller caller = new Caller(
                "caller", Reach.of(Tokens.permissions(words.replace(" ''", ""), "*", "*")), Allowance.UNLIMITED);

        assertThat(allowed(caller))
                .containsExactlyInAnyOrderElementsOf(allowed.isEmpty() ? Set.of() : Set.of(allowed.split(" ")));
    }

    private static List<String> allowed(Caller caller) {
        List<String> words = new ArrayList<>();
        for (Action action : Action.values()) {
            if (Policy.may(caller, action)) {
                words.add(action.word());
            }
        }
        return words;
    }

    @Test
    @DisplayName(
            "admin is every action, bounded by types and tenants; bounded, it may not do what concerns the broker itself")
    void adminIsBounded() {
        Caller admin = caller("admin", "genesys", "acme");

        assertThat(EnumSet.complementOf(EnumSet.of(Action.ADMIN))).allMatch(action -> Policy.may(admin, action));
        assertThat(Policy.may(admin, Action.ADMIN)).isFalse();
        assertThat(Policy.may(caller("admin", "genesys", "*"), Action.ADMIN)).isFalse();
        assertThat(Policy.may(caller("admin", "*", "*"), Action.ADMIN)).isTrue();
        assertThat(Policy.may(admin, Action.TOKEN_READ, TokenKey.of("genesys", "acme")))
                .isTrue();
        assertThat(Policy.may(admin, Action.TOKEN_READ, TokenKey.of("genesys", "globex")))
                .isFalse();
        assertThat(Policy.may(admin, Action.TOKEN_READ, TokenKey.of("whatsapp", "acme")))
                .isFalse();
    }

    @Test
    @DisplayName("the service and whoever is not asked may do everything")
    void everything() {
        TokenKey some = TokenKey.of("some-type", "some-tenant");

        assertThat(EnumSet.allOf(Action.class))
                .allMatch(
                        action -> Policy.may(Caller.SERVICE, action, some) && Policy.may(Caller.ANYONE, action, some));
    }
}

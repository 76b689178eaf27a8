package dev.jeton.api.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.Unopenable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantFieldsTest {
    private static final TokenKey KEY = TokenKey.of("qontak", "acme");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final GrantFields fields = new GrantFields(Sealer.none());

    @Test
    @DisplayName("a grant in every state is read as it was written")
    void roundTrip() throws Unopenable {
        Claim claim = new Claim(ClaimOwner.of("here"), NOW.plusSeconds(30));
        GrantedAccess access = new GrantedAccess(AccessToken.bearer("a-1"), NOW, NOW.plus(Duration.ofHours(6)));
        Grant connected = Grant.connected(Secret.of("r-0"));
        for (Grant grant : new Grant[] {
            connected,
            connected.claimed(claim),
            connected.claimed(claim).rotated(Secret.of("r-1"), access),
            connected.claimed(claim).rotated(null, access),
            connected.freed("the provider asks for a pause"),
            connected.dead("invalid_grant"),
            connected.rotated(null, access).withoutAccess()
        }) {
            Grant read = fields.read(KEY, fields.write(KEY, grant), NOW);

            assertThat(read)
                    .usingRecursiveComparison()
                    .ignoringFields("refreshToken")
                    .isEqualTo(grant);
            assertThat(text(read)).isEqualTo(text(grant));
        }
    }

    @Test
    @DisplayName("C-04 what another program wrote is a grant of its own family that counts no generations")
    void foreignValue() throws Unopenable {
        Grant grant = fields.read(
                KEY, Map.of("refresh_token", "r-7", "access_token", "a-7", "expires_at", "1795168800.25"), NOW);

        assertThat(grant.generation()).isZero();
        assertThat(grant.family()).isEqualTo(Grant.familyOf(Secret.of("r-7")));
        assertThat(grant.state()).isEqualTo(new GrantState.Active());
        assertThat(grant.access())
                .hasValue(new GrantedAccess(AccessToken.bearer("a-7"), NOW, Instant.ofEpochSecond(1_795_168_800L)));
    }

    @ParameterizedTest
    @CsvSource({
        "refresh_token, ''",
        "refresh_token, ' '",
        "generation, -1",
        "generation, many",
        "generation, 99999999999999999999",
        "family, r-0",
        "state, stolen",
        "state, claimed",
        "expires_at, soon",
        "access_token, 'a b'"
    })
    @DisplayName("49 a value that makes no sense is no grant, and no reason for another exception")
    void senseless(String field, String value) {
        Map<String, String> wrong = new HashMap<>(fields.write(KEY, connectedWithAccess()));
        wrong.put(field, value);

        assertThatThrownBy(() -> fields.read(KEY, wrong, NOW))
                .isInstanceOf(Unopenable.class)
                .hasMessageNotContaining("r-0");
    }

    private static Grant connectedWithAccess() {
        GrantedAccess access = new GrantedAccess(AccessToken.bearer("a-1"), NOW, NOW.plus(Duration.ofHours(6)));
        return Grant.connected(Secret.of("r-0")).rotated(null, access);
    }

    private static String text(Grant grant) {
        return grant.refreshToken().reveal(String::new);
    }
}

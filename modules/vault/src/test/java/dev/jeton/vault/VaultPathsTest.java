package dev.jeton.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.contract.SomeKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-05 where in Vault everything is")
class VaultPathsTest {

    private final VaultPaths paths = new VaultPaths("qontak/tokens");

    @Test
    void theSpellingIsTheOneWrittenDown() {
        assertThat(paths.grant(TokenKey.of("qontak", "acme"))).isEqualTo("qontak/tokens/acme");
        assertThat(paths.grant(TokenKey.of("qontak", "default"))).isEqualTo("qontak/tokens/_default");
        assertThat(paths.grant(TokenKey.of("acme-crm", "acme"))).isEqualTo("qontak/tokens/_providers/acme-crm/acme");
        assertThat(paths.credentials(TokenKey.of("genesys", "a...b.c")))
                .isEqualTo("qontak/tokens/_credentials/genesys/a.~~b.c");
    }

    @Test
    @DisplayName("fault 81 no two keys fall together, nor grants with credentials, and no path is ambiguous")
    void noTwoKeysFallTogether() {
        Map<String, String> meanings = new HashMap<>();
        for (TokenKey key : SomeKeys.generated(20_000, 81)) {
            for (String provider : List.of(key.provider().value(), "qontak", "default")) {
                TokenKey each = TokenKey.of(provider, key.tenant().value());
                assertMeansOnly(meanings, paths.grant(each), "the grant of " + each);
                assertMeansOnly(meanings, paths.credentials(each), "the credentials of " + each);
            }
        }
        assertThat(meanings.size()).isGreaterThan(40_000);
    }

    private static void assertMeansOnly(Map<String, String> meanings, String path, String meaning) {
        String other = meanings.putIfAbsent(path, meaning);
        assertThat(other == null || other.equals(meaning))
                .as("%s, %s", meaning, other)
                .isTrue();
        assertThat(path).doesNotContain("..").doesNotContain("//");
    }

    @Test
    void whatIsListedIsReadBack() {
        for (TokenKey key : SomeKeys.generated(20_000, 5)) {
            String path = paths.grant(new TokenKey(VaultPaths.HOME_PROVIDER, key.tenant()));
            assertThat(VaultPaths.tenant(path.substring("qontak/tokens/".length())))
                    .contains(key.tenant());
        }
        assertThat(VaultPaths.tenant("_default")).contains(new TenantId("default"));
        assertThat(VaultPaths.provider("acme-crm/").orElseThrow().value()).isEqualTo("acme-crm");
    }

    @Test
    void whatIsSpelledOtherwiseIsNotOurs() {
        for (String foreign :
                List.of("default", "_providers/", "_credentials/", "a..b", "~a", "a~", "a b", "acme/", "")) {
            assertThat(VaultPaths.tenant(foreign)).as(foreign).isEmpty();
        }
        for (String foreign : List.of("acme", "A/", "/", "a.b/", "_x/")) {
            assertThat(VaultPaths.provider(foreign)).as(foreign).isEmpty();
        }
    }
}

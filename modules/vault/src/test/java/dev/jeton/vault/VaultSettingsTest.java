package dev.jeton.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.server.VaultStub;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-05 the settings of Vault")
class VaultSettingsTest {

    private static final URI ADDRESS = URI.create("https://vault:8200");

    @Test
    void theDefaultsAreThoseWrittenDown() {
        VaultSettings settings = VaultSettings.of(ADDRESS, Secret.of("hvs.x"));

        assertThat(settings.mountPath()).isEqualTo("secret");
        assertThat(settings.secretPath()).isEqualTo("qontak/tokens");
        assertThat(settings.namespace()).isEmpty();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void slashesAroundPathsMakeNoDifference() {
        VaultSettings settings = settings("http://vault:8200/", "x", "/kv/team/", "jeton/", "team-a/");

        assertThat(settings.mountPath()).isEqualTo("kv/team");
        assertThat(settings.secretPath()).isEqualTo("jeton");
        assertThat(settings.namespace()).contains("team-a");
        assertThat(settings.base()).isEqualTo("http://vault:8200/v1/");
    }

    @Test
    void whatCannotBeUsedIsRefused() {
        for (String address :
                List.of("vault:8200", "ftp://vault", "https://u:c4nary@vault", "http://v/?a=b", "http:///x")) {
            assertRefused("address", () -> settings(address, "x", "secret", "x", null));
        }
        for (String path :
                List.of("", "/", "a//b", "..", "a/../b", ".a", "a b", "a?b", "a#b", "a%2fb", "a\r\nb", "a..b")) {
            assertRefused("mountPath", () -> settings("https://v", "x", path, "x", null));
            assertRefused("secretPath", () -> settings("https://v", "x", "secret", path, null));
            assertRefused("namespace", () -> settings("https://v", "x", "secret", "x", path));
        }
        for (String token : List.of("", "c4nary x", "c4nary\r\nX: y", "c4nary\u00e4")) {
            assertRefused("token", () -> settings("https://v", token, "secret", "x", null));
        }
        assertRefused("timeout", () -> new VaultSettings(ADDRESS, Secret.of("x"), "secret", "x", null, Duration.ZERO));
    }

    @Test
    @DisplayName("the namespace is sent, and without it nothing is allowed")
    void theNamespaceIsSent() {
        try (VaultStub vault = VaultStub.start()) {
            vault.useNamespace("team-a");
            String address = vault.address().toString();
            TokenKey key = TokenKey.of("qontak", "acme");
            try (VaultStore inside = open(settings(address, vault.token(), "secret", "x", "team-a"));
                    VaultStore outside = open(settings(address, vault.token(), "secret", "x", null))) {
                assertThat(inside.grants().find(key)).isEmpty();
                assertThatThrownBy(() -> outside.grants().find(key)).isInstanceOf(StoreUnavailable.class);
            }
        }
    }

    private static VaultStore open(VaultSettings settings) {
        return VaultStore.open(settings, Sealer.none(), new RecordingEvents(), TimeSource.system());
    }

    private static VaultSettings settings(
            String address, String token, String mount, String path, @Nullable String namespace) {
        return new VaultSettings(URI.create(address), Secret.of(token), mount, path, namespace, Duration.ofSeconds(3));
    }

    private static void assertRefused(String setting, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(setting)
                .hasMessageNotContaining("c4nary");
    }
}

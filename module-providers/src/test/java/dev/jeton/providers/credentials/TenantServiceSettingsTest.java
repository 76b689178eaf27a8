package dev.jeton.providers.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.port.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantServiceSettingsTest {
    private static final URI URL = URI.create("https://tenants.example/v1/");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://t.example",
                "file:///etc",
                "/tenants",
                "https:///x",
                "https://u:p@t.example",
                "https://t?x=1",
                "https://t.example/#f",
                "mailto:t@t.example"
            })
    @DisplayName("fault 117 a URL that cannot be a Tenant Service's is refused at the start")
    void urls(String url) {
        assertThatThrownBy(() -> new TenantServiceSettings(URI.create(url), TIMEOUT, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c4nary\n", "c4nary\r\nX: y", "c4nary bearer", "", "c4nary-ü", "c4nary\u0000"})
    @DisplayName("fault 86 a bearer that no header can carry is refused at the start, and not repeated")
    void bearers(String bearer) {
        Secret secret = Secret.of(bearer);
        assertThatThrownBy(() -> new TenantServiceSettings(URL, TIMEOUT, secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bearer must be visible ASCII characters");
    }

    @Test
    @DisplayName("B-13 good settings print no bearer, and slashes at the end of the URL do no harm")
    void good() {
        TenantServiceSettings settings = new TenantServiceSettings(URL, TIMEOUT, Secret.of("c4nary"));
        assertThat(settings.base()).isEqualTo("https://tenants.example/v1");
        assertThat(settings.toString()).doesNotContain("c4nary");
        assertThatThrownBy(() -> new TenantServiceSettings(URL, Duration.ZERO, null))
                .hasMessage("timeout must be positive");
    }
}

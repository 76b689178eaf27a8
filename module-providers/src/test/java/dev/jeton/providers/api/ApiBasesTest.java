package dev.jeton.providers.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.providers.genesys.GenesysRegion;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.time.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiBasesTest {

    private static final TokenKey ACME = TokenKey.of("genesys", "acme");

    private final Map<TokenKey, String> regions = new ConcurrentHashMap<>(Map.of(ACME, "eu-west-1"));
    private final AtomicInteger looks = new AtomicInteger();
    private final ManualTime time = ManualTime.standingStill();
    private final ApiBases bases = over(this::find, Duration.ofSeconds(10));

    private ApiBases over(CredentialSource credentials, Duration timeout) {
        return new ApiBases(
                Map.of(
                        new ProviderId("genesys"),
                        (ApiBase.OfTenant) GenesysRegion::apiUrlOf,
                        new ProviderId("crm"),
                        new ApiBase.Everywhere(URI.create("https://crm.example/v1"))),
                credentials,
                timeout,
                time);
    }

    private Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        looks.incrementAndGet();
        return Optional.ofNullable(regions.get(key))
                .map(region -> new Credentials(Map.of("region", Secret.of(region))));
    }

    private URI of(TokenKey key) {
        return bases.of(key);
    }

    private boolean isFound() {
        try {
            return of(ACME).getHost().equals("api.mypurecloud.com");
        } catch (CredentialsNotFound e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, https://api.mypurecloud.com",
        "mypurecloud.ie, https://api.mypurecloud.ie",
        "EUC1, https://api.mypurecloud.de"
    })
    @DisplayName("the API of a Genesys tenant is that of its region, however it is spelled")
    void byRegion(String region, String url) {
        regions.put(ACME, region);

        assertThat(of(ACME)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @CsvSource({"evil.example", "127.0.0.1", "mypurecloud.com@evil.example", "mypurecloud.com.evil.example", "''"})
    @DisplayName("85 what is no region leads nowhere")
    void noRegion(String region) {
        regions.put(ACME, region);

        assertThatThrownBy(() -> of(ACME)).isInstanceOf(CredentialsNotFound.class);
    }

    @Test
    @DisplayName("what is declared needs no credentials, and what is not known is the request's fault")
    void declaredAndUnknown() {
        assertThat(of(TokenKey.of("crm", "anybody"))).isEqualTo(URI.create("https://crm.example/v1"));
        assertThat(looks).hasValue(0);
        assertThatThrownBy(() -> of(TokenKey.of("other", "acme")))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith("type: ");
        assertThatThrownBy(() -> of(TokenKey.of("genesys", "nobody"))).isInstanceOf(CredentialsNotFound.class);
    }

    @Test
    @DisplayName("a hundred who ask at once make one look, which is good for a minute, or until it is forgotten")
    void oneLook() {
        assertThat(Burst.of(100, i -> of(ACME)).orFail()).containsOnly(URI.create("https://api.mypurecloud.ie"));
        assertThat(looks).hasValue(1);

        regions.put(ACME, "us-east-1");
        assertThat(of(ACME)).isEqualTo(URI.create("https://api.mypurecloud.ie"));
        bases.lookAgain(ACME);
        awaitBase("https://api.mypurecloud.com");
        regions.put(ACME, "eu-west-1");
        time.advance(Duration.ofSeconds(61));
        awaitBase("https://api.mypurecloud.ie");
        assertThat(looks).hasValue(3);
    }

    private void awaitBase(String url) {
        Eventually.isTrue(url, Duration.ofSeconds(10), () -> of(ACME).equals(URI.create(url)));
    }

    @Test
    @DisplayName("where a tenant's API is stays known for an hour while its credentials cannot be had")
    void stays() {
        assertThat(of(ACME)).isEqualTo(URI.create("https://api.mypurecloud.ie"));
        regions.clear();

        time.advance(Duration.ofMinutes(30));
        assertThat(of(ACME)).isEqualTo(URI.create("https://api.mypurecloud.ie"));
        Eventually.isTrue("a look in vain", Duration.ofSeconds(10), () -> looks.get() == 2);
        assertThat(of(ACME)).isEqualTo(URI.create("https://api.mypurecloud.ie"));
        time.advance(Duration.ofMinutes(61));
        assertThatThrownBy(() -> of(ACME)).isInstanceOf(CredentialsNotFound.class);
    }

    @Test
    @DisplayName("a failure is not remembered, and a look that takes too long is given up by who waits")
    void failures() {
        regions.clear();
        assertThatThrownBy(() -> of(ACME)).isInstanceOf(CredentialsNotFound.class);
        regions.put(ACME, "us-east-1");
        Eventually.isTrue("the failure is forgotten", Duration.ofSeconds(10), this::isFound);

        CountDownLatch over = new CountDownLatch(1);
        ApiBases hanging = over(
                (key, id, deadline) -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Optional.empty();
                },
                Duration.ofMillis(20));
        assertThatThrownBy(() -> hanging.of(ACME)).isInstanceOf(StoreUnavailable.class);
        over.countDown();
    }
}

package dev.jeton.providers.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FirstOfTest {
    private final FixedCredentials one = new FixedCredentials(Map.of("from", "one"));
    private final FixedCredentials two = new FixedCredentials(Map.of("from", "two"));

    private static Optional<String> ask(CredentialSource... sources) {
        Optional<Credentials> found = new FirstOf(List.of(sources))
                .find(
                        TokenKey.of("genesys", "acme"),
                        CorrelationId.random(),
                        Deadline.in(Duration.ofSeconds(1), ManualTime.standingStill()));
        return found.flatMap(credentials -> credentials.text("from"));
    }

    @Test
    @DisplayName("B-04 the first source that has the credentials answers, and no later one is asked")
    void first() {
        assertThat(ask(one, two)).contains("one");
        assertThat(two.handedOut()).isEmpty();
    }

    @Test
    @DisplayName("B-04 a source without them, or that does not know the tenant, passes on")
    void passesOn() {
        assertThat(ask(one.withNoneFor("acme"), two)).contains("two");
        assertThat(ask(new FixedCredentials(Map.of()).notKnowing("acme"), two)).contains("two");
    }

    @Test
    @DisplayName("B-04 the tenant is unknown only if no source knows it")
    void unknown() {
        one.notKnowing("acme");
        assertThatThrownBy(() -> ask(one, two.notKnowing("acme"))).isInstanceOf(TenantNotFound.class);
        assertThat(ask(one, new FixedCredentials(Map.of()).withNoneFor("acme"))).isEmpty();
        assertThat(ask()).isEmpty();
    }

    @Test
    @DisplayName("C-08 a source that is away ends the search: its answer might have been yes")
    void away() {
        one.breakDown();
        assertThatThrownBy(() -> ask(one, two)).isInstanceOf(StoreUnavailable.class);
        assertThat(two.handedOut()).isEmpty();
    }
}

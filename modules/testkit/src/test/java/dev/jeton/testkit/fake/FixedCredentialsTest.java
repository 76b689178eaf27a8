package dev.jeton.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixedCredentialsTest {

    private final FixedCredentials source = new FixedCredentials(Map.of("clientId", "id", "clientSecret", "c4nary"))
            .notKnowing("nobody")
            .withNoneFor("poor");

    @Test
    void whatWasNotWipedIsNoticed() {
        assertThatThrownBy(source::assertAllWiped).as("nothing was asked for").isInstanceOf(AssertionError.class);
        Credentials first = find("acme").orElseThrow();
        Credentials second = find("acme").orElseThrow();
        assertThat(first.text("clientId")).contains("id");

        first.close();
        assertThat(source.readable()).isEqualTo(2);
        assertThatThrownBy(source::assertAllWiped).isInstanceOf(AssertionError.class);
        second.close();

        assertThatCode(source::assertAllWiped).doesNotThrowAnyException();
        assertThat(source.handedOut()).containsExactly(first, second);
    }

    @Test
    void noTenantNoCredentialsAndNoSourceAreThreeThings() {
        assertThat(find("poor")).isEmpty();
        assertThatThrownBy(() -> find("nobody")).isInstanceOf(TokenException.TenantNotFound.class);
        source.breakDown();
        assertThatThrownBy(() -> find("poor")).isInstanceOf(TokenException.StoreUnavailable.class);
        source.recover();
        assertThat(find("acme")).isPresent();
    }

    private Optional<Credentials> find(String tenant) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(1), ManualTime.standingStill());
        return source.find(TokenKey.of("genesys", tenant), CorrelationId.random(), deadline);
    }
}

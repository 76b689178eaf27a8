package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.fake.RefusingProvider;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpstreamSourceTest {
    private static final Duration EXCHANGE = Duration.ofSeconds(5);

    private final ManualTime time = ManualTime.standingStill();
    private final RecordingEvents events = new RecordingEvents();
    private final FixedCredentials credentials =
            new FixedCredentials(Map.of("clientId", "acme-id", "clientSecret", "c4nary-secret"));

    private UpstreamSource upstream(TokenProvider provider) {
        TtlPolicy policy = new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(300), () -> 0);
        return new UpstreamSource(provider, credentials, new UpstreamSource.Exchange(EXCHANGE, policy), events, time);
    }

    @Test
    @DisplayName("B-13 credentials are wiped after a success")
    void wipedAfterSuccess() {
        assertThat(upstream(new CountingProvider("counting"))
                        .get(Demands.any(time))
                        .token())
                .isNotNull();
        credentials.assertAllWiped();
        assertThat(events.count(TokenEvent.UpstreamAnswered.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("B-13 credentials are wiped after a refusal, a timeout and a server error")
    void wipedAfterFailure(TokenException failure) {
        UpstreamSource upstream = upstream(new RefusingProvider("counting", () -> failure));
        assertThatThrownBy(() -> upstream.get(Demands.any(time))).isSameAs(failure);
        credentials.assertAllWiped();
        assertThat(events.count(TokenEvent.UpstreamFailed.class)).isEqualTo(1);
    }

    static TokenException[] failures() {
        return new TokenException[] {
            new TokenException.CredentialsRejected("no"),
            new TokenException.UpstreamTimeout("late"),
            TokenException.UpstreamFailed.passing("502", null, null)
        };
    }

    /** Crashes with what no provider should ever throw. */
    private record Crashing(Throwable defect) implements TokenProvider {
        @Override
        public ProviderId id() {
            return new ProviderId("counting");
        }

        @Override
        public Issuance issuance() {
            return Issuance.EXCHANGED;
        }

        @Override
        public IssuedToken issue(TenantId tenant, Credentials mine, Deadline deadline) {
            if (defect instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(defect);
        }
    }

    @Test
    @DisplayName("B-13 credentials are wiped after a defect, be it an exception or an error")
    void wipedAfterDefect() {
        assertThatThrownBy(() -> upstream(new Crashing(new StackOverflowError("a defect")))
                        .get(Demands.any(time)))
                .isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(
                        () -> upstream(new Crashing(new Exception("a defect"))).get(Demands.any(time)))
                .isInstanceOf(IllegalStateException.class);
        credentials.assertAllWiped();
    }

    /** Remembers how much time it was given. */
    private static final class Timed implements TokenProvider {
        private final Issuance issuance;
        private Duration given = Duration.ZERO;

        private Timed(Issuance issuance) {
            this.issuance = issuance;
        }

        @Override
        public ProviderId id() {
            return new ProviderId("counting");
        }

        @Override
        public Issuance issuance() {
            return issuance;
        }

        @Override
        public IssuedToken issue(TenantId tenant, Credentials mine, Deadline deadline) {
            given = deadline.remaining();
            throw new TokenException.CredentialsRejected("no");
        }
    }

    @Test
    @DisplayName("B-18 an exchange is given its own timeout, or the rest of the request's where that is shorter")
    void boundedExchange() {
        Timed timed = new Timed(TokenProvider.Issuance.EXCHANGED);
        assertThatThrownBy(() -> upstream(timed).get(Demands.any(time)));
        assertThat(timed.given).isEqualTo(EXCHANGE);
        assertThatThrownBy(() -> upstream(timed).get(Demands.within(Duration.ofSeconds(2), time)));
        assertThat(timed.given).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("B-03 a static token is no exchange: it is not counted as one")
    void staticIsNoExchange() {
        assertThatThrownBy(
                () -> upstream(new Timed(TokenProvider.Issuance.STATIC)).get(Demands.any(time)));
        assertThat(events.all()).isEmpty();
        credentials.assertAllWiped();
    }

    @Test
    @DisplayName("B-04 a tenant without credentials is told so, and the provider is not asked")
    void noCredentials() {
        credentials.withNoneFor("acme");
        CountingProvider provider = new CountingProvider("counting");
        assertThatThrownBy(() -> upstream(provider).get(Demands.any(time)))
                .isInstanceOf(TokenException.CredentialsNotFound.class)
                .hasMessageContaining("counting");
        assertThat(provider.calls()).isZero();
    }
}

package dev.jeton.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountingProviderTest {

    private static final TenantId ACME = new TenantId("acme");

    private final ManualTime time = ManualTime.advancedByPauses();
    private final CountingProvider provider = new CountingProvider("genesys");

    @Test
    void everyCallGetsATokenOfItsOwn() {
        assertThat(issue(ACME).token().value()).isEqualTo("c4nary-token-1");
        assertThat(issue(new TenantId("other")).token().value()).isEqualTo("c4nary-token-2");

        assertThat(provider.calls()).isEqualTo(2);
        assertThat(provider.maxConcurrency()).isEqualTo(1);
        assertThat(provider.issuedTo(ACME)).hasSize(1);
        assertThat(provider.issues()).extracting(CountingProvider.Issue::tenant).contains(ACME, new TenantId("other"));
    }

    @Test
    void callsAtTheSameTimeAreSeen() {
        Gate gate = new Gate();
        provider.heldBy(gate);

        Burst.of(8, i -> {
                    if (i == 0) {
                        gate.awaitArrived(7);
                        gate.open();
                    } else {
                        issue(ACME);
                    }
                    return i;
                })
                .orFail();

        assertThat(provider.maxConcurrency()).isEqualTo(7);
    }

    @Test
    void failuresComeInTheirOrderAndThenTokensAgain() {
        provider.failingWith(
                TokenException.UpstreamFailed.passing("502", null, null), new TokenException.UpstreamTimeout("late"));

        assertThatThrownBy(() -> issue(ACME)).isInstanceOf(TokenException.UpstreamFailed.class);
        assertThatThrownBy(() -> issue(ACME)).isInstanceOf(TokenException.UpstreamTimeout.class);
        assertThat(issue(ACME).token().value()).isEqualTo("c4nary-token-1");
        assertThat(provider.calls()).isEqualTo(3);
    }

    @Test
    void latencyAndValidityAreAsTold() {
        provider.taking(Duration.ofSeconds(3), time).issuing(new Validity.Unlimited());

        assertThat(issue(ACME).validity()).isEqualTo(new Validity.Unlimited());
        assertThat(time.now()).isEqualTo(ManualTime.START.plusSeconds(3));
    }

    @Test
    void aHangingProviderGivesUpAtItsDeadlineOrOnlyWhenClosed() {
        Deadline passed = Deadline.in(Duration.ZERO, time);
        HangingProvider polite = HangingProvider.untilTheDeadline("slow");
        assertThatThrownBy(() -> polite.issue(ACME, new Credentials(Map.of()), passed))
                .isInstanceOf(TokenException.UpstreamTimeout.class);

        HangingProvider rude = HangingProvider.pastEveryDeadline("slow");
        Thread caller = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(() -> rude.issue(ACME, new Credentials(Map.of()), passed))
                        .isInstanceOf(TokenException.UpstreamTimeout.class));
        Eventually.isTrue("it hangs", Duration.ofSeconds(10), () -> rude.hanging() == 1 && caller.isAlive());
        rude.close();
        Eventually.isTrue("it ends", Duration.ofSeconds(10), () -> rude.hanging() == 0 && !caller.isAlive());
    }

    @Test
    void aRefusingProviderAlwaysRefuses() {
        RefusingProvider refusing = RefusingProvider.ofCredentials("strict");

        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() ->
                            refusing.issue(ACME, new Credentials(Map.of()), Deadline.in(Duration.ofSeconds(1), time)))
                    .isInstanceOf(TokenException.CredentialsRejected.class);
            assertThat(refusing.calls()).isEqualTo(i);
        }
    }

    private IssuedToken issue(TenantId tenant) {
        return provider.issue(tenant, new Credentials(Map.of()), Deadline.in(Duration.ofSeconds(10), time));
    }
}

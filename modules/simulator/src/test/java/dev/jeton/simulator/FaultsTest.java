package dev.jeton.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {

    private static final Fault FIRST = Fault.serverError(503);
    private static final Fault SECOND = Fault.rateLimited("1");
    private static final Fault STANDING = new Fault.Hang();

    private final Faults faults = new Faults();

    @Test
    void limitedOnesGoFirstInOrderAndThenTheStandingOne() {
        faults.set(Service.GRAPH, "acme", STANDING);
        faults.setForNext(2, Service.GRAPH, "acme", FIRST);
        faults.setForNext(1, Service.GRAPH, "acme", SECOND);

        assertThat(Stream.generate(() -> faults.take(Service.GRAPH, "acme").orElseThrow())
                        .limit(5))
                .containsExactly(FIRST, FIRST, SECOND, STANDING, STANDING);
    }

    @Test
    void limitedOnesEnd() {
        faults.setForNext(1, Service.GRAPH, "acme", FIRST);

        assertThat(faults.take(Service.GRAPH, "acme")).contains(FIRST);
        assertThat(faults.take(Service.GRAPH, "acme")).isEmpty();
    }

    @Test
    void aTenantsOwnFaultGoesBeforeEveryones() {
        faults.set(Service.GRAPH, Faults.ANY_TENANT, STANDING);
        faults.setForNext(1, Service.GRAPH, "acme", FIRST);

        assertThat(faults.take(Service.GRAPH, "acme")).contains(FIRST);
        assertThat(faults.take(Service.GRAPH, "acme")).contains(STANDING);
        assertThat(faults.take(Service.GRAPH, Call.UNKNOWN_TENANT)).contains(STANDING);
        assertThat(faults.take(Service.OAUTH, "acme")).isEmpty();
    }

    @Test
    void faultsCanBeCleared() {
        faults.set(Service.GRAPH, "acme", STANDING);
        faults.set(Service.OAUTH, "acme", STANDING);
        faults.set(Service.OAUTH, "globex", STANDING);

        faults.clear(Service.GRAPH, "acme");
        assertThat(faults.take(Service.GRAPH, "acme")).isEmpty();
        assertThat(faults.take(Service.OAUTH, "acme")).contains(STANDING);

        faults.clear();
        assertThat(faults.take(Service.OAUTH, "globex")).isEmpty();
    }

    static Stream<ThrowingCallable> senseless() {
        return Stream.of(
                () -> new Faults().setForNext(0, Service.GRAPH, "acme", FIRST),
                () -> new Fault.Latency(Duration.ZERO),
                () -> new Fault.Drip(Duration.ofMillis(-1)),
                () -> new Fault.Flood(0),
                () -> Fault.serverError(99),
                () -> Fault.rateLimited("1\r\nX: y"),
                () -> Fault.garbage(new byte[0], "text/plain\n"),
                () -> Answer.of(200).withHeader("Content-Length", "7"),
                () -> new GenesysClient("acme", "id", "secret", "moon-1"),
                () -> new GenesysClient(" ", "id", "secret", "us-east-1"),
                () -> new GenesysClient("acme", "id", "secret", "us-east-1", Duration.ofMillis(1500)),
                () -> new GenesysClient("acme", "id", "secret", "us-east-1", Duration.ofSeconds(172_801)),
                () -> WhatsAppUser.permanent("acme", "", "token"),
                () -> new OAuthClient("acme", "", "secret", OAuthClient.Authentication.BASIC));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void senselessSettingsAreRefusedWhereTheyAreWritten(ThrowingCallable setting) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingThatHoldsASecretPrintsIt() {
        assertThat(Stream.of(
                                GenesysClient.invented("acme", "us-east-1"),
                                OAuthClient.invented("acme", OAuthClient.Authentication.POST),
                                WhatsAppUser.permanent("acme", "111", CanarySecrets.invent("x")))
                        .map(Object::toString))
                .noneMatch(text -> text.contains(Simulator.CANARY));
    }
}

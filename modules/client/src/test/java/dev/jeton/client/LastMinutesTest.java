package dev.jeton.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LastMinutesTest {

    private final ManualTime time = ManualTime.standingStill();
    private final BrokerDouble broker = BrokerDouble.start();
    private final RecordedEvents events = new RecordedEvents();
    private final TokenClient client = broker.client().time(time).events(events).build();

    @AfterEach
    void stop() {
        client.close();
        broker.close();
    }

    @Test
    @DisplayName("A-01 a token of an hour is handed out for 55 minutes without a call, and then the broker is called")
    void fiftyFive() {
        get();
        time.advance(Duration.ofSeconds(3299));
        get();
        assertThat(broker.calls()).isEqualTo(1);
        time.advance(Duration.ofSeconds(1));
        get();
        assertThat(broker.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "A-05 in its last minutes, where the broker cannot be asked, a token is handed out to its end and not beyond")
    void toItsEnd() {
        String token = get();
        broker.always(Reply.problem(503, "OVERLOADED"));
        time.advance(Duration.ofSeconds(3300));
        for (int second = 3300; second < 3600; second += 30) {
            assertThat(get()).isEqualTo(token);
            time.advance(Duration.ofSeconds(30));
        }
        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(
                        BrokerException.class, e -> assertThat(e.code()).isEqualTo("OVERLOADED"));
        assertThat(events.of(ClientEvent.HeldServed.class)).hasSize(10);
        assertThat(events.served(ClientEvent.Source.HELD)).isEqualTo(10);
    }

    @Test
    @DisplayName("A-05 a definite refusal is never hidden by a token that is still valid")
    void refusal() {
        get();
        time.advance(Duration.ofSeconds(3400));
        broker.always(Reply.problem(403, "FORBIDDEN"));

        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(
                        BrokerException.class, e -> assertThat(e.status()).isEqualTo(403));
        broker.well();
        get();
    }

    @Test
    @DisplayName(
            "A-05 who has a valid token is not made to wait for an ill broker at every call, nor past its own pause")
    void pauses() {
        get();
        time.advance(Duration.ofSeconds(3400));
        broker.always(Reply.problem(429, "RATE_LIMITED", "Retry-After: 20"));
        for (int i = 0; i < 10; i++) {
            get();
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(broker.calls()).isEqualTo(2);
        time.advance(Duration.ofSeconds(10));
        broker.well();
        get();
        assertThat(broker.calls()).isEqualTo(3);
    }

    @Test
    @DisplayName("A-05 who holds nothing keeps to the pause as well that the broker asks for")
    void pausesOfTheEmptyHanded() {
        broker.always(Reply.problem(429, "RATE_LIMITED", "Retry-After: 20"));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(this::get)
                    .isInstanceOfSatisfying(
                            BrokerException.class, e -> assertThat(e.code()).isEqualTo("RATE_LIMITED"));
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(broker.calls()).isEqualTo(1);
        time.advance(Duration.ofSeconds(10));
        broker.well();
        get();
        assertThat(broker.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("A-06 a broker that has only the rejected token is not asked for each call that comes")
    void onlyTheRejectedOne() {
        broker.always(Reply.json("{\"token\":\"c4nary-the-only-one\"}"));
        client.invalidateToken("acme", get());
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(this::get)
                    .isInstanceOfSatisfying(
                            BrokerException.class, e -> assertThat(e.code()).isEqualTo(BrokerException.REJECTED_AGAIN));
        }
        assertThat(broker.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("A-06 who may not report a token is given another one all the same, and told so where there is none")
    void mayNotReport() {
        client.invalidateToken("acme", "c4nary-of-somebody-else");
        broker.next(Reply.problem(403, "FORBIDDEN"));
        assertThat(get()).isEqualTo(BrokerDouble.token(1));

        client.invalidateToken("acme", BrokerDouble.token(1));
        broker.next(Reply.problem(403, "FORBIDDEN"));
        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(
                        BrokerException.class, e -> assertThat(e.code()).isEqualTo("FORBIDDEN"));
        assertThat(broker.reports().stream().map(Optional::isPresent)).containsExactly(true, false, true, false);
    }

    @Test
    @DisplayName("A-05 what a gateway says is no refusal of the broker's: who holds a token goes on with it")
    void gateway() {
        String token = get();
        time.advance(Duration.ofSeconds(3400));
        for (int status : new int[] {403, 404, 408, 425}) {
            broker.always(Reply.of(status, "text/html", "<html>no such backend</html>"));
            assertThat(get()).as("with " + status).isEqualTo(token);
            time.advance(Duration.ofSeconds(2));
        }
        broker.always(Reply.problem(408, "LATE"));
        assertThat(get()).isEqualTo(token);
    }

    @Test
    @DisplayName("A-06 a report outlasts every call of a client that waits for minutes")
    void patientClient() {
        try (TokenClient patient =
                broker.client().time(time).timeout(Duration.ofMinutes(5)).build()) {
            broker.always(Reply.json("{\"token\":\"c4nary-the-only-one\"}"));
            String token = patient.getAuthToken("acme").value();
            patient.invalidateToken("acme", token);
            time.advance(Duration.ofSeconds(304));
            assertThatThrownBy(() -> patient.getAuthToken("acme")).isInstanceOf(BrokerException.class);
            time.advance(Duration.ofSeconds(2));
            assertThat(patient.getAuthToken("acme").value()).isEqualTo(token);
        }
    }

    @Test
    @DisplayName("A-04 a token that never expires is asked for again after a day, and held while the broker is away")
    void never() {
        broker.next(Reply.json("{\"accessToken\":\"c4nary-permanent\",\"tokenType\":\"Bearer\",\"expiresIn\":null}"));
        get();
        broker.always(Reply.problem(503, "OVERLOADED"));
        time.advance(Duration.ofHours(23));
        assertThat(get()).isEqualTo("c4nary-permanent");
        assertThat(broker.calls()).isEqualTo(1);
        time.advance(Duration.ofHours(2));
        assertThat(get()).isEqualTo("c4nary-permanent");
        assertThat(broker.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("A-03 a token that is over before the answer is here is not handed out")
    void overBeforeItIsHere() {
        broker.lifetime(1);
        broker.meanwhile(() -> time.advance(Duration.ofSeconds(2)));

        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(
                        BrokerException.class, e -> assertThat(e.code()).isEqualTo(BrokerException.TIMEOUT));
    }

    @Test
    @DisplayName("A-06 a report is forgotten after a minute, for the API may have been out of order")
    void aMinute() {
        String only = "{\"token\":\"c4nary-the-only-one\"}";
        broker.always(Reply.json(only));
        String token = get();
        assertThat(client.invalidateToken("acme", token)).isTrue();
        assertThat(client.invalidateToken("acme", token)).as("again").isFalse();
        assertThatThrownBy(this::get).isInstanceOf(BrokerException.class);
        time.advance(Duration.ofSeconds(61));
        assertThat(get()).isEqualTo(token);
    }

    @Test
    @DisplayName("a wall clock that is set back or forward never makes an expired token one that is handed out")
    void clockSet() {
        get();
        time.jumpWallClock(Duration.ofHours(2));
        get();
        assertThat(broker.calls()).isEqualTo(2);
        time.jumpWallClock(Duration.ofHours(-3));
        assertThat(get()).isNotNull();
        broker.always(Reply.problem(503, "OVERLOADED"));
        time.advance(Duration.ofMinutes(61));
        assertThatThrownBy(this::get).as("over, whatever the clock says").isInstanceOf(BrokerException.class);
    }

    private String get() {
        return client.getAuthToken("acme").value();
    }
}

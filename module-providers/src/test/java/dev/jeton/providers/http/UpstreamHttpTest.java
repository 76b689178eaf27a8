package dev.jeton.providers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.simulator.Answer;
import dev.jeton.simulator.Call;
import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Faults;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.concurrent.Eventually;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamHttpTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Simulator simulator = Simulator.start();
    private final UpstreamHttp http = new UpstreamHttp();

    @AfterEach
    void close() {
        http.close();
        simulator.close();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create(simulator.genesysLoginUrl() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
    }

    private HttpAnswer send(Duration patience) {
        return http.send(request(), Deadline.in(patience, TimeSource.system()));
    }

    private void set(Fault fault) {
        simulator.faults().set(Service.GENESYS, Faults.ANY_TENANT, fault);
    }

    private Call onlyCall() {
        assertThat(simulator.ledger().count(Service.GENESYS)).isEqualTo(1);
        return simulator.ledger().calls().getFirst();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @DisplayName("fault 68 a redirect is an answer, and never followed")
    void redirects(int status) {
        try (Simulator elsewhere = Simulator.start()) {
            set(Fault.answer(Answer.of(status).withHeader("Location", elsewhere.genesysLoginUrl() + "/oauth/token")));
            assertThat(send(LONG).status()).isEqualTo(status);
            assertThat(elsewhere.ledger().count(Service.GENESYS)).isZero();
        }
    }

    @Test
    @DisplayName("fault 60 an answer of one byte per 50 ms ends at the total deadline, and its connection is closed")
    void drip() {
        set(new Fault.Drip(Duration.ofMillis(50)));
        assertThatThrownBy(() -> send(Duration.ofMillis(300))).isInstanceOf(UpstreamTimeout.class);
        Eventually.isTrue("the connection is closed", LONG, () -> onlyCall().outcome() == Call.Outcome.BROKEN);
    }

    @Test
    @DisplayName("fault 60 a server that never answers ends at the deadline")
    void hang() {
        set(new Fault.Hang());
        assertThatThrownBy(() -> send(Duration.ofMillis(300)))
                .isInstanceOf(UpstreamTimeout.class)
                .hasMessage("127.0.0.1 did not answer in time");
    }

    @Test
    @DisplayName("fault 59 a reset connection may pass, and a POST is not repeated behind our back")
    void reset() {
        set(new Fault.Reset());
        UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class, () -> send(LONG));
        assertThat(failed.mayPass()).isTrue();
        assertThat(onlyCall().outcome()).isEqualTo(Call.Outcome.RESET);
    }

    @Test
    @DisplayName("fault 59 a lost answer may pass, and is one call")
    void lostAnswer() {
        set(new Fault.LostAnswer());
        UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class, () -> send(LONG));
        assertThat(failed.mayPass()).isTrue();
        assertThat(onlyCall().outcome()).isEqualTo(Call.Outcome.LOST);
    }

    @Test
    @DisplayName("fault 59 a refused connection may pass")
    void refused() {
        HttpRequest request = request();
        simulator.close();
        UpstreamFailed failed = catchThrowableOfType(
                UpstreamFailed.class, () -> http.send(request, Deadline.in(LONG, TimeSource.system())));
        assertThat(failed.mayPass()).isTrue();
    }

    @Test
    @DisplayName("fault 61 a body of 1 GB is broken off unread, long before it has arrived")
    void flood() {
        set(new Fault.Flood(1L << 30));
        UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class, () -> send(LONG));
        assertThat(failed.mayPass()).isFalse();
        assertThat(failed).hasMessageContaining("more than any token needs");
        Eventually.isTrue("the connection is closed", LONG, () -> onlyCall().outcome() == Call.Outcome.BROKEN);
    }

    @Test
    @DisplayName("fault 61 the longest answer that is read has 256 KiB")
    void longest() {
        set(Fault.garbage(new byte[UpstreamHttp.LONGEST_ANSWER], "text/plain"));
        assertThat(send(LONG).body()).hasSize(UpstreamHttp.LONGEST_ANSWER);
        set(Fault.garbage(new byte[UpstreamHttp.LONGEST_ANSWER + 1], "text/plain"));
        assertThatThrownBy(() -> send(LONG)).isInstanceOf(UpstreamFailed.class);
    }

    @Test
    @DisplayName("I8 nothing is sent where no time is left")
    void noTime() {
        assertThatThrownBy(() -> send(Duration.ZERO)).isInstanceOf(UpstreamTimeout.class);
        assertThat(simulator.ledger().calls()).isEmpty();
    }

    @Test
    @DisplayName("B-13 an answer can be wiped, and prints its status only")
    void wiped() {
        set(Fault.garbage("c4nary".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "text/plain"));
        HttpAnswer answer = send(LONG);
        answer.wipe();
        assertThat(answer.body()).containsOnly(0);
        assertThat(answer).hasToString("HttpAnswer[200]");
    }
}

package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.Family.Cause;
import dev.jeton.simulator.Spend.Outcome;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TemperTest {

    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final MovableClock clock = new MovableClock();
    private final Simulator simulator = Simulator.start(0, clock);
    private final Grants grants = simulator.qontak().grants();
    private final QontakCaller qontak = new QontakCaller(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    @DisplayName("STRICT: a refresh token used twice kills its family, the newest tokens included")
    void strict() throws Exception {
        String first = connect(Temper.STRICT);
        JsonNode one = json(qontak.spend("acme", first));
        JsonNode two = json(qontak.spend("acme", one.path("refresh_token").asText()));

        HttpResponse<String> reuse = qontak.spend("acme", first);

        assertThat(reuse.statusCode()).isEqualTo(400);
        assertThat(json(reuse).path("error").asText()).isEqualTo("invalid_grant");
        assertThat(qontak.spend("acme", two.path("refresh_token").asText()).statusCode())
                .isEqualTo(400);
        assertThat(List.of(one, two))
                .allSatisfy(each -> assertThat(
                                qontak.api(each.path("access_token").asText()).statusCode())
                        .isEqualTo(401));
        assertThat(outcomes()).containsExactly(Outcome.ROTATED, Outcome.ROTATED, Outcome.REUSED, Outcome.REFUSED);
        assertThat(grants.isAlive("acme")).isFalse();
        assertThat(grants.doubleSpends("acme")).isEqualTo(1);
        Family.Revocation death = grants.families("acme").getFirst().death().orElseThrow();
        assertThat(death).isEqualTo(new Family.Revocation(Cause.REUSE, 1, clock.instant()));
    }

    @Test
    void strictWithOneFamilyLeavesTheOthersAlone() throws Exception {
        String first = connect(Temper.STRICT);
        JsonNode globex = json(qontak.spend("globex", simulator.qontak().connect("globex")));
        String again = simulator.qontak().connect("acme");
        qontak.spend("acme", first);
        qontak.spend("acme", first);

        assertThat(qontak.spend("acme", again).statusCode()).isEqualTo(200);
        assertThat(qontak.api(globex.path("access_token").asText()).statusCode())
                .isEqualTo(200);
        assertThat(grants.families("acme")).extracting(Family::isAlive).containsExactly(false, true);
        assertThat(grants.isAlive("acme")).isTrue();
        assertThat(grants.isAlive("globex")).isTrue();
        assertThat(grants.isAlive("nobody")).isFalse();
    }

    @Test
    @DisplayName("C-01 FIXED: the answer has no refresh token, and the old one goes on working")
    void fixed() throws Exception {
        String first = connect(Temper.FIXED);

        assertThat(json(qontak.spend("acme", first)).has("refresh_token")).isFalse();
        assertThat(qontak.spend("acme", first).statusCode()).isEqualTo(200);
        assertThat(outcomes()).containsExactly(Outcome.KEPT, Outcome.KEPT);
        assertThat(grants.doubleSpends("acme")).isZero();
    }

    @Test
    @DisplayName("LENIENT: every exchange rotates, and spent tokens go on working")
    void lenient() throws Exception {
        String first = connect(Temper.LENIENT);
        String second = qontak.rotate("acme", first);
        String third = qontak.rotate("acme", first);

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(qontak.spend("acme", second).statusCode()).isEqualTo(200);
        assertThat(outcomes()).containsExactly(Outcome.ROTATED, Outcome.REPLAYED, Outcome.ROTATED);
        assertThat(grants.doubleSpends("acme")).isEqualTo(1);
        assertThat(grants.isAlive("acme")).isTrue();
    }

    @Test
    @DisplayName("GRACE: within the period a repetition gives the same successor, after it the family dies")
    void graceWithTheSameSuccessor() throws Exception {
        String first = connect(Temper.grace(PERIOD));
        JsonNode one = json(qontak.spend("acme", first));
        clock.advance(PERIOD.minusMillis(1));

        JsonNode repeated = json(qontak.spend("acme", first));

        assertThat(repeated.path("refresh_token")).isEqualTo(one.path("refresh_token"));
        assertThat(repeated.path("access_token")).isNotEqualTo(one.path("access_token"));
        clock.advance(Duration.ofMillis(1));
        assertThat(qontak.spend("acme", first).statusCode()).isEqualTo(400);
        assertThat(qontak.spend("acme", one.path("refresh_token").asText()).statusCode())
                .isEqualTo(400);
        assertThat(qontak.api(repeated.path("access_token").asText()).statusCode())
                .isEqualTo(401);
        assertThat(outcomes()).containsExactly(Outcome.ROTATED, Outcome.REPLAYED, Outcome.REUSED, Outcome.REFUSED);
    }

    @Test
    @DisplayName("GRACE: a repetition may give another successor, and both work")
    void graceWithANewSuccessor() throws Exception {
        String first = connect(new Temper.Grace(PERIOD, Temper.Repeat.NEW_SUCCESSOR));
        String second = qontak.rotate("acme", first);
        String third = qontak.rotate("acme", first);

        assertThat(third).isNotEqualTo(second);
        assertThat(qontak.spend("acme", second).statusCode()).isEqualTo(200);
        assertThat(qontak.spend("acme", third).statusCode()).isEqualTo(200);
        assertThat(grants.spends("acme")).extracting(Spend::generation).containsExactly(1, 1, 2, 3);
    }

    @Test
    @DisplayName("GRACE: in a dead family nothing is forgiven")
    void graceEndsWithTheFamily() throws Exception {
        String first = connect(Temper.grace(PERIOD));
        qontak.spend("acme", first);
        grants.disconnect("acme");

        assertThat(qontak.spend("acme", first).statusCode()).isEqualTo(400);
        assertThat(grants.families("acme").getFirst().death().orElseThrow().cause())
                .isEqualTo(Cause.DISCONNECTED);
    }

    private String connect(Temper temper) {
        simulator.qontak().register(QontakClient.invented("acme").with(QontakClient.Terms.DEFAULT.with(temper)));
        return simulator.qontak().connect("acme");
    }

    private List<Outcome> outcomes() {
        return grants.spends("acme").stream().map(Spend::outcome).toList();
    }
}

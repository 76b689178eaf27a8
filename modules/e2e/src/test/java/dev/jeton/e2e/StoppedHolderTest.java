package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.QontakClient;
import dev.jeton.simulator.Temper;
import dev.jeton.testkit.http.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The process that has the claim stands still, or is cut off from the store, for longer than its claim lasts. */
@Execution(ExecutionMode.CONCURRENT)
final class StoppedHolderTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Rotating ROTATING = new Rotating(SCENE);

    /** Of access tokens: long after a claim has run out and nobody is patient any more, there is still a valid one. */
    private static final Duration LIFE =
            Rotating.LEASE.plus(Rotating.TAKEOVER_PATIENCE).multipliedBy(3);

    private static final int ASKED_IN_VAIN = 5;

    private final Holds holds = new Holds();

    private Broker holder(GrantKeep keep) {
        return SCENE.broker(holds, Rotating.settings(keep, Map.of()));
    }

    /** One that has done all this before: the first exchange of a process may take a busy machine longer than it may take. */
    private static Broker other(GrantKeep keep) {
        Broker broker = SCENE.broker(Rotating.settings(keep, Map.of()));
        String tenant = "before-" + broker.process().pid();
        ROTATING.connect(broker, tenant);
        assertThat(ROTATING.settled(broker, tenant).status()).isIn(200, 409);
        return broker;
    }

    private static void register(String tenant, Temper temper) {
        SCENE.simulator()
                .qontak()
                .register(QontakClient.invented(tenant)
                        .with(QontakClient.Terms.DEFAULT.with(LIFE).with(temper)));
    }

    /** A forced refresh that is held at {@code step}. */
    private Held heldAt(String step, Broker holder, String tenant) {
        return new Held(ROTATING, holder, tenant, holds.hold(holder, tenant, step)).await();
    }

    private static void says(Broker broker, String event, String tenant) {
        broker.process().awaitLine("grant " + event + " key=qontak:" + tenant + " ", Broker.PATIENCE);
    }

    @Test
    @DisplayName("21 the holder of the claim is stopped past its lease, before it looks a last time: it sends nothing")
    void beforeTheSend() {
        String tenant = "stopped-before";
        try (GrantKeep keep = GrantKeep.Postgres.shared();
                Broker holder = holder(keep);
                Broker other = other(keep)) {
            ROTATING.connect(holder, tenant);
            Held late = heldAt("CLAIMED", holder, tenant);
            holder.process().signal("STOP");
            holds.letGo(tenant);

            String token = Answers.fingerprint(ROTATING.settled(other, tenant));
            says(other, "TAKEN_OVER", tenant);
            holder.process().signal("CONT");

            says(holder, "NOT_SENT", tenant);
            assertThat(late.status()).isIn(200, 502, 503, 504);
            assertThat(ROTATING.provider().count(tenant)).isEqualTo(1);
            assertThat(Answers.fingerprint(ROTATING.settled(holder, tenant))).isEqualTo(token);
            assertThat(ROTATING.generation(holder, tenant)).isEqualTo(2);
            assertThat(ROTATING.refreshed(other, tenant).status()).isEqualTo(200);
            assertThat(ROTATING.provider().doubleSpends(tenant)).isZero();
        }
    }

    @Test
    @DisplayName(
            "22 the holder is stopped with the answer in hand until another has taken over: its late write is refused")
    void afterTheSend() {
        String tenant = "stopped-after";
        // A provider that forgives: on a strict one nobody would be left to write late against.
        register(tenant, Temper.LENIENT);
        try (GrantKeep keep = GrantKeep.Postgres.shared();
                Broker holder = holder(keep);
                Broker other = other(keep)) {
            ROTATING.connect(holder, tenant);
            JsonNode first = Answers.token(ROTATING.settled(other, tenant));
            Instant over = Instant.parse(first.path("expiresAt").textValue());
            Held late = heldAt("ANSWERED", holder, tenant);
            holder.process().signal("STOP");
            holds.letGo(tenant);
            assertThat(ROTATING.provider().count(tenant)).isEqualTo(2);

            String taken = takenOver(other, tenant, first.path("fingerprint").textValue());
            assertThat(Instant.now()).isAfterOrEqualTo(over);
            assertThat(ROTATING.generation(other, tenant)).isEqualTo(3);
            holder.process().signal("CONT");

            says(holder, "SUPERSEDED", tenant);
            assertThat(late.status()).isIn(200, 502, 503, 504);
            assertThat(ROTATING.generation(other, tenant)).isEqualTo(3);
            assertThat(Answers.fingerprint(ROTATING.settled(holder, tenant))).isEqualTo(taken);
            assertThat(ROTATING.provider().doubleSpends(tenant)).isEqualTo(1);
        }
    }

    /** Everybody is served the old token until it is over; then there is another, spent for once. */
    private static String takenOver(Broker broker, String tenant, String old) {
        while (true) {
            String token = Answers.fingerprint(ROTATING.settled(broker, tenant));
            int spends = ROTATING.provider().count(tenant);
            if (!token.equals(old)) {
                assertThat(spends).isEqualTo(3);
                return token;
            }
            assertThat(spends).isEqualTo(2);
        }
    }

    @Test
    @DisplayName(
            "17 the owner is cut off from the store with the answer in hand: nobody spends again while a token lives")
    void cutOffWithTheAnswer() {
        String tenant = "cut-off";
        register(tenant, Temper.STRICT);
        try (GrantKeep.Postgres keep = GrantKeep.Postgres.shared();
                GrantKeep.Postgres way = keep.anotherWay();
                Broker owner = holder(way);
                Broker other = other(keep)) {
            ROTATING.connect(owner, tenant);
            String old = Answers.fingerprint(ROTATING.settled(owner, tenant));
            Instant issued = Instant.now();
            Held unstored = heldAt("ANSWERED", owner, tenant);
            way.cutOff();
            holds.letGo(tenant);
            says(owner, "COMMIT_PENDING", tenant);
            assertThat(unstored.status()).isIn(200, 503);

            servedWithout(other, tenant, old, new Life(issued, runOut(issued)));
            assertThat(ROTATING.provider().count(tenant)).isEqualTo(2);
            way.reconnect();

            says(owner, "RECOVERED", tenant);
            assertThat(ROTATING.generation(other, tenant)).isEqualTo(3);
            assertThat(ROTATING.provider().count(tenant)).isEqualTo(2);
            assertThat(ROTATING.refreshed(other, tenant).status()).isEqualTo(200);
            assertThat(ROTATING.provider().doubleSpends(tenant)).isZero();
        }
    }

    /**
     * The life of a token.
     *
     * @param quiet from when on only its being valid keeps others from a claim that has run out
     */
    private record Life(Instant issued, Instant quiet) {
        Instant over() {
            return issued.plus(LIFE);
        }
    }

    /** When the claim has run out and patience with it, and the second half of the token's life has begun. */
    private static Instant runOut(Instant issued) {
        Instant claim = Instant.now().plus(Rotating.LEASE).plus(Rotating.TAKEOVER_PATIENCE);
        Instant half = issued.plus(LIFE.dividedBy(2));
        return (claim.isAfter(half) ? claim : half).plusSeconds(1);
    }

    private static void servedWithout(Broker broker, String tenant, String token, Life life) {
        int asked = 0;
        while (asked < ASKED_IN_VAIN) {
            boolean counts = Instant.now().isAfter(life.quiet);
            HttpAnswer answer = wantsLonger(broker, tenant);
            assumeThat(Instant.now())
                    .as("this machine is quick enough to ask while the token lives")
                    .isBefore(life.over());
            assertThat(Answers.fingerprint(answer)).isEqualTo(token);
            asked += counts ? 1 : 0;
        }
    }

    /** One who wants half of a token's life: in the other half it would be refreshed if it could be, and is served so. */
    private static HttpAnswer wantsLonger(Broker broker, String tenant) {
        return broker.token(tenant, Rotating.TYPE, ",\"minTtlSeconds\":80000");
    }
}

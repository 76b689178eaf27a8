package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.process.Scratch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real processes, really killed, at each point of a refresh. The tenants of one process stand at one point each when it is
 * killed; half of them are then served by its successor with the same data directory, and half, where the store is shared,
 * by another process that knows nothing of the dead one.
 */
@Execution(ExecutionMode.CONCURRENT)
final class RotationCrashTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @RegisterExtension
    static final Invariants TALLY = new Invariants("rotation crashes");

    private static final Rotating ROTATING = new Rotating(SCENE);

    /** The dead connection is the last, for there is only one. */
    private static final List<CrashPoint> ONE_AFTER_THE_OTHER = List.of(
            CrashPoint.BEFORE_THE_CLAIM,
            CrashPoint.CLAIMED,
            CrashPoint.DURING_THE_SEND,
            CrashPoint.COMMITTED,
            CrashPoint.PUBLISHED,
            CrashPoint.PROVIDER_COMMITTED,
            CrashPoint.ANSWERED);

    private static List<CrashPoint> points(Store store) {
        return Arrays.stream(CrashPoint.values())
                .filter(point -> store.isRemote() || point != CrashPoint.JOURNALED)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "1-7 C-09 a process is killed at each point of a refresh: nobody is locked out by us, nothing is spent twice")
    void killed(Store store) {
        try (GrantKeep keep = store.open()) {
            new Crash(SCENE, TALLY, keep).at(store.name(), points(store), store.isRemote());
        }
    }

    @Tag("soak")
    @ParameterizedTest
    @EnumSource
    @DisplayName("1-7 C-09 the same with each point alone in its process, ten times")
    void killedAlone(Store store) {
        try (GrantKeep keep = store.open()) {
            Crash crash = new Crash(SCENE, TALLY, keep);
            for (int round = 0; round < 10; round++) {
                for (CrashPoint point : points(store)) {
                    crash.at("alone-" + store + "-" + round, List.of(point), store.isRemote());
                }
            }
        }
    }

    @Test
    @DisplayName("1-7 C-03 the same with the refresh token in a file: one connection, killed again and again")
    void environment() {
        String tenant = "in-a-file";
        GrantKeep keep = new GrantKeep.Environment(tenant);
        Holds holds = new Holds();
        Map<String, String> settings = Rotating.settings(
                keep, Map.of("DATA_DIR", Scratch.directory("data").toString()));
        Broker broker = SCENE.broker(holds, settings);
        for (CrashPoint point : ONE_AFTER_THE_OTHER) {
            if (point == ONE_AFTER_THE_OTHER.getFirst()
                    || !ROTATING.family(tenant).isAlive()) {
                ROTATING.connect(broker, tenant);
            }
            Verdict verdict = Verdict.on(ROTATING, TALLY, tenant);
            Held held = new Held(ROTATING, broker, tenant, point.arrange(SCENE.simulator(), holds, broker, tenant));
            held.await();
            broker.close();
            assertThat(held.status()).isNotEqualTo(200);
            holds.letGo(tenant);
            ROTATING.heal(tenant);
            broker = SCENE.broker(holds, settings);
            verdict.after(point, false, broker);
        }
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    @DisplayName(
            "8 C-09 the store is away when the process is killed: the answer in its journal comes first afterwards")
    void storeAway(Store store) {
        try (GrantKeep keep = store.open()) {
            Holds holds = new Holds();
            Map<String, String> settings = Rotating.settings(
                    keep, Map.of("DATA_DIR", Scratch.directory("data").toString()));
            Broker dying = SCENE.broker(holds, settings);
            List<Victim> victims = Stream.of(CrashPoint.PROVIDER_COMMITTED, CrashPoint.ANSWERED, CrashPoint.COMMITTED)
                    .map(point -> new Victim("away-" + store + "-" + point, point))
                    .toList();
            for (Victim victim : victims) {
                ROTATING.connect(dying, victim.tenant);
                new Held(
                                ROTATING,
                                dying,
                                victim.tenant,
                                victim.point.arrange(SCENE.simulator(), holds, dying, victim.tenant))
                        .await();
            }
            String answered = victims.get(1).tenant;
            keep.cutOff();
            holds.letGo(answered);
            dying.process().awaitLine("grant COMMIT_PENDING key=qontak:" + answered, Broker.PATIENCE);
            dying.close();
            victims.forEach(victim -> holds.letGo(victim.tenant));
            keep.reconnect();

            List<Verdict> verdicts = victims.stream()
                    .map(victim -> Verdict.on(ROTATING, TALLY, victim.tenant))
                    .toList();
            try (Broker next = SCENE.broker(settings)) {
                next.process().awaitLine("grant RECOVERED key=qontak:" + answered, Broker.PATIENCE);
                assertThat(ROTATING.provider().count(answered)).isEqualTo(1);
                for (int i = 0; i < victims.size(); i++) {
                    // What was answered has reached the journal since.
                    CrashPoint point = i == 1 ? CrashPoint.JOURNALED : victims.get(i).point;
                    verdicts.get(i).after(point, false, next);
                }
            }
        }
    }

    private record Victim(String tenant, CrashPoint point) {}
}

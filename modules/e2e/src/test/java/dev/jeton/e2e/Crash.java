package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.process.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A process that is killed while each of its tenants is at a point of its own in a refresh, and what comes after it. */
final class Crash {

    private final Scene scene;
    private final Invariants tally;
    private final GrantKeep keep;
    private final Rotating rotating;
    private final Holds holds = new Holds();

    /** @param takenOver whether another process than the successor of the dead one is asked first */
    private record Victim(String tenant, CrashPoint point, boolean takenOver, Verdict verdict) {}

    Crash(Scene scene, Invariants tally, GrantKeep keep) {
        this.scene = scene;
        this.tally = tally;
        this.keep = keep;
        this.rotating = new Rotating(scene);
    }

    /** @param shared whether there can be another process */
    void at(String name, List<CrashPoint> points, boolean shared) {
        Map<String, String> own = Rotating.settings(
                keep, Map.of("DATA_DIR", Scratch.directory("data").toString()));
        Broker dying = scene.broker(holds, own);
        List<Victim> victims = new ArrayList<>(victims(name, points, false));
        if (shared) {
            victims.addAll(victims(name, points, true));
        }
        killed(dying, victims);

        if (shared) {
            try (Broker other = scene.broker(Rotating.settings(keep, Map.of()))) {
                judged(victims, true, other);
            }
        }
        try (Broker successor = scene.broker(own)) {
            judged(victims, false, successor);
        }
    }

    private List<Victim> victims(String name, List<CrashPoint> points, boolean takenOver) {
        return points.stream()
                .map(point -> {
                    String after = takenOver ? "-taken-over" : "-restarted";
                    String tenant = (name + "-" + point + after).toLowerCase(Locale.ROOT);
                    return new Victim(tenant, point, takenOver, Verdict.on(rotating, tally, tenant));
                })
                .toList();
    }

    private void killed(Broker dying, List<Victim> victims) {
        victims.forEach(victim -> rotating.connect(dying, victim.tenant));
        List<Held> held = victims.stream()
                .map(victim -> new Held(
                        rotating,
                        dying,
                        victim.tenant,
                        victim.point.arrange(scene.simulator(), holds, dying, victim.tenant)))
                .toList();
        held.forEach(Held::await);
        dying.close();
        assertThat(held).extracting(Held::status).doesNotContain(200);
        victims.forEach(victim -> {
            holds.letGo(victim.tenant);
            rotating.heal(victim.tenant);
        });
    }

    /** All at once: they mostly wait until claims have run out. */
    private void judged(List<Victim> victims, boolean takenOver, Broker broker) {
        List<CompletableFuture<Void>> verdicts = victims.stream()
                .filter(victim -> victim.takenOver == takenOver)
                .map(victim -> CompletableFuture.runAsync(
                        () -> victim.verdict.after(victim.point, takenOver, broker),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        verdicts.forEach(CompletableFuture::join);
    }
}

package dev.jeton.providers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fake.StrictProvider.Point;
import dev.jeton.testkit.fake.StrictProvider.Temper;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PendingAnswersTest {
    private static final Duration OVERDUE = RotationWorld.LEASE.plus(RotationWorld.PATIENCE);

    private final RotationWorld world = new RotationWorld();
    private final RotationProcess one = world.process("one");
    private final RotationProcess two = world.process("two");

    @BeforeEach
    void connect() {
        world.connect();
    }

    @AfterEach
    void close() {
        one.rotation().close();
    }

    /** The answer of {@link #one} is in hand, and the store is away for it. */
    private void cutOff() {
        one.provider.at(Point.AFTER_COMMIT, one.store::breakDown);
        assertThatThrownBy(one::refresh).isInstanceOf(StoreUnavailable.class);
        assertThat(one.steps()).endsWith(Step.ANSWERED, Step.JOURNALED, Step.COMMIT_PENDING);
        one.provider.at(Point.AFTER_COMMIT, () -> {});
    }

    @Test
    @DisplayName(
            "fault 17 nobody spends again while the owner is cut off with the answer and a valid access token lives")
    void cutOffWithTheAnswer() {
        cutOff();
        world.time.advance(OVERDUE.plusHours(1));
        assertThat(two.refresh(true)).isEmpty();
        one.store.recover();
        assertThat(one.refresh(true))
                .as("what was pending is told now; look again")
                .isEmpty();
        assertThat(two.refresh()).as("look again").isPresent();
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-09 the store is told of an answer in hand as soon as it is back, whether or not anybody asks")
    void toldWhenBack() {
        cutOff();
        world.time.awaitPausing(1);
        one.store.recover();
        world.time.advance(Duration.ofMillis(250));
        Eventually.isTrue(
                "the store holds the answer",
                Duration.ofSeconds(10),
                () -> world.stored().equals("2 active"));
        Eventually.isTrue("its record is gone", Duration.ofSeconds(10), () -> one.journal.size() == 0);
        assertThat(one.steps()).endsWith(Step.RECOVERED);
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-09 nothing is spent while an answer in hand cannot be told")
    void nothingMeanwhile() {
        cutOff();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(one::refresh).isInstanceOf(StoreUnavailable.class);
        }
        assertThat(world.provider.ledger()).hasSize(1);
    }

    @Test
    @DisplayName("C-09 closing tells the store once more")
    void closing() {
        cutOff();
        one.store.recover();
        one.rotation().close();
        assertThat(world.stored()).isEqualTo("2 active");
        world.assertUnharmed();
    }

    @Test
    @DisplayName(
            "C-09 what was in the journal when the process died is told before anything is done, even after a takeover's claim")
    void recovered() {
        one.hearing(RotationWorld.once(Step.JOURNALED, () -> {
            throw new Crash();
        }));
        assertThatThrownBy(one::refresh).isInstanceOf(Crash.class);
        RotationProcess again = one.restarted();
        two.hearing(RotationWorld.once(Step.TAKEN_OVER, again::rotation));
        world.time.advance(OVERDUE);
        // It has claimed, and looks again directly before the send.
        assertThatThrownBy(two::refresh).hasMessageContaining("another's");
        assertThat(again.steps()).containsExactly(Step.RECOVERED);
        assertThat(world.stored()).isEqualTo("2 active");
        world.assertUnharmed();
    }

    @Test
    @DisplayName("fault 22 an answer that comes after another has taken over and rotated is thrown away, not committed")
    void superseded() {
        RotationWorld kind = new RotationWorld(Temper.GRACE);
        kind.connect();
        RotationProcess late = kind.process("late");
        late.provider.at(Point.AFTER_COMMIT, kind::rotateElsewhere);
        assertThat(late.refresh()).as("look again").isEmpty();
        assertThat(late.steps()).endsWith(Step.SUPERSEDED).doesNotContain(Step.COMMITTED);
        assertThat(late.journal.size()).isZero();
        assertThat(kind.stored()).isEqualTo("2 active");
        try (StoredGrant now = kind.store.find(RotationWorld.KEY).orElseThrow()) {
            assertThat(kind.provider.isNewest(now.grant().refreshToken())).isTrue();
        }
    }

    @Test
    @DisplayName(
            "fault 16 the answer in the journal is newer than a store restored from an old backup, and is told to it")
    void oldBackup() {
        two.refreshed();
        Optional<StoredGrant> backup = world.store.find(RotationWorld.KEY);
        two.refreshed();
        one.hearing(RotationWorld.once(Step.JOURNALED, () -> {
            throw new Crash();
        }));
        assertThatThrownBy(one::refresh).isInstanceOf(Crash.class);
        try (StoredGrant now = world.store.find(RotationWorld.KEY).orElseThrow();
                StoredGrant old = backup.orElseThrow()) {
            world.put(now, old.grant());
        }
        one.restarted().rotation();
        assertThat(world.stored()).isEqualTo("4 active");
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-09 a commit whose acknowledgement was lost is found to be done")
    void unacknowledged() {
        one.provider.at(Point.AFTER_COMMIT, one.store::loseAnswers);
        assertThatThrownBy(one::refresh).isInstanceOf(StoreUnavailable.class);
        one.store.recover();
        assertThat(one.refresh(true)).isEmpty();
        assertThat(one.steps()).endsWith(Step.RECOVERED);
        assertThat(world.stored()).isEqualTo("2 active");
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-09 an answer to what a person has replaced or forgotten since is not put over it")
    void replacedByAPerson() {
        cutOff();
        try (Secret brought = world.provider.connect("acme")) {
            Connections.of(world.store, TokenEvents.NO_OP).replace(RotationWorld.KEY, brought);
        }
        one.store.recover();
        assertThat(one.refresh()).isEmpty();
        assertThat(one.steps()).endsWith(Step.SUPERSEDED);
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-09 of two answers left behind for one grant the later generation is kept")
    void twoLeft() {
        try (Secret first = Secret.of("c4nary-first");
                Secret second = Secret.of("c4nary-second");
                Secret third = Secret.of("c4nary-third");
                Grant connected = Grant.connected(first);
                Grant next = connected.rotated(second, null);
                Grant last = next.rotated(third, null)) {
            try (StoredGrant old = world.store.find(RotationWorld.KEY).orElseThrow()) {
                world.put(old, connected);
            }
            one.journal.reserve().write(RotationWorld.KEY, last);
            one.journal.reserve().write(RotationWorld.KEY, next);
        }
        one.rotation();
        assertThat(world.stored()).isEqualTo("3 active");
        assertThat(one.journal.size()).isZero();
    }
}

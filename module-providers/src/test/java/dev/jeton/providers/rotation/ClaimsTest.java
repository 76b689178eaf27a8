package dev.jeton.providers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.port.RefreshTokenProvider.OnLostResponse;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.fake.RefreshMishap;
import dev.jeton.testkit.fake.StrictProvider.Point;
import dev.jeton.testkit.fake.StrictProvider.Temper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final Duration OVERDUE = RotationWorld.LEASE.plus(RotationWorld.PATIENCE);

    private final RotationWorld world = new RotationWorld();
    private final RotationProcess one = world.process("one");
    private final RotationProcess two = world.process("two");

    @BeforeEach
    void connect() {
        world.connect();
    }

    @Test
    @DisplayName("C-09 fault 25 of many processes that want the same grant at the same moment one spends")
    void race() {
        for (int round = 1; round <= 20; round++) {
            List<RotationProcess> many = IntStream.range(0, 8)
                    .mapToObj(i -> world.process("many" + i))
                    .toList();
            List<Optional<GrantedAccess>> answers =
                    Burst.of(8, i -> many.get(i).refresh()).orFail();
            assertThat(answers.stream().filter(Optional::isPresent).count()).isGreaterThanOrEqualTo(1);
            world.assertUnharmed();
        }
    }

    @Test
    @DisplayName("C-09 who finds the grant claimed spends nothing")
    void lost() {
        one.provider.at(Point.BEFORE_COMMIT, () -> assertThat(two.refresh()).isEmpty());
        one.refreshed();
        assertThat(world.provider.ledger()).hasSize(1);
        world.assertUnharmed();
    }

    @Test
    @DisplayName(
            "C-09 fault 17 a claim that has run out is not taken over while callers are served, nor before patience is over")
    void patience() {
        one.provider.next(RefreshMishap.REQUEST_LOST);
        assertThatThrownBy(one::refresh).isInstanceOf(UpstreamTimeout.class);
        assertThat(two.refresh()).isEmpty();
        world.time.advance(OVERDUE.minusMillis(1));
        assertThat(two.refresh()).as("patience is not over").isEmpty();
        world.time.advance(Duration.ofDays(1));
        assertThat(two.refresh(true)).as("callers are served").isEmpty();
        assertThat(two.refresh()).isPresent();
        assertThat(two.steps()).contains(Step.TAKEN_OVER).doesNotContain(Step.CLAIMED);
        world.assertUnharmed();
    }

    @Test
    @DisplayName(
            "C-09 a lost answer is waited for by its own process too: it does not spend again while the claim lives")
    void ownLost() {
        one.provider.next(RefreshMishap.ANSWER_LOST);
        assertThatThrownBy(one::refresh).isInstanceOf(UpstreamTimeout.class);
        assertThat(one.steps()).contains(Step.ANSWER_LOST);
        assertThat(one.refresh()).isEmpty();
        world.time.advance(RotationWorld.LEASE);
        assertThat(one.refresh()).isEmpty();
        assertThat(world.provider.ledger()).hasSize(1);
    }

    @Test
    @DisplayName(
            "C-09 a claim of a process that died is taken over by the one in its place, without patience, once callers are not served")
    void deadFormerSelf() {
        one.hearing(RotationWorld.once(Step.CLAIMED, () -> {
            throw new Crash();
        }));
        assertThatThrownBy(one::refresh).isInstanceOf(Crash.class);
        RotationProcess again = one.restarted();
        assertThat(again.refresh(true)).isEmpty();
        assertThat(two.refresh()).as("another cannot know that it died").isEmpty();
        assertThat(again.refresh()).isPresent();
        world.assertUnharmed();
    }

    @Test
    @DisplayName(
            "C-09 a claim whose making was not acknowledged sends nothing, and is this process's own to take again")
    void unacknowledged() {
        one.hearing(RotationWorld.once(Step.CLAIMING, one.store::loseAnswers));
        assertThatThrownBy(one::refresh).isInstanceOf(StoreUnavailable.class);
        assertThat(world.provider.ledger()).isEmpty();
        assertThat(world.isClaimed()).isTrue();
        one.store.recover();
        assertThat(two.refresh()).isEmpty();
        assertThat(one.refresh()).isPresent();
        world.assertUnharmed();
    }

    @Test
    @DisplayName("fault 21 whoever is stopped past its lease before the send sends nothing, and frees the claim")
    void stoppedBeforeSend() {
        one.hearing(RotationWorld.once(Step.CLAIMED, () -> world.time.advance(RotationWorld.LEASE)));
        assertThatThrownBy(one::refresh).isInstanceOf(UpstreamFailed.class);
        assertThat(one.steps()).contains(Step.NOT_SENT).doesNotContain(Step.SENDING);
        assertThat(world.stored()).isEqualTo("1 active");
        assertThat(world.provider.ledger()).isEmpty();
        assertThat(two.refresh()).isPresent();
        world.assertUnharmed();
    }

    @Test
    @DisplayName("fault 21 a connection that stands only after the deadline sends nothing")
    void stalledConnect() {
        one.provider.at(Point.BEFORE_SEND, () -> world.time.advance(RotationWorld.LEASE));
        assertThatThrownBy(one::refresh).isInstanceOf(UpstreamFailed.class);
        assertThat(world.provider.ledger()).isEmpty();
        assertThat(world.stored()).isEqualTo("1 active");
    }

    @Test
    @DisplayName("C-09 where the store is away at the last look, nothing is sent and nothing is waited for afterwards")
    void storeAwayAtTheLastLook() {
        one.hearing(RotationWorld.once(Step.CLAIMED, one.store::breakDown));
        assertThatThrownBy(one::refresh).isInstanceOf(StoreUnavailable.class);
        assertThat(world.provider.ledger()).isEmpty();
        assertThat(world.isClaimed()).isTrue();
        one.store.recover();
        assertThat(one.refresh()).as("at once, for nothing was sent").isPresent();
        world.assertUnharmed();
    }

    @Test
    @DisplayName("fault 13 a wall clock that jumps between claim and commit changes nothing")
    void clockJumps() {
        for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-2))) {
            RotationProcess mine = world.process("jumping" + jump.toHours());
            mine.provider.at(Point.BEFORE_COMMIT, () -> world.time.jumpWallClock(jump));
            mine.refreshed();
        }
        assertThat(world.stored()).isEqualTo("3 active");
        world.assertUnharmed();
    }

    @Test
    @DisplayName("fault 10 where the provider has a grace period, a lost answer is asked for once more")
    void graceful() {
        RotationWorld kind = new RotationWorld(Temper.GRACE);
        kind.connect();
        RotationProcess process = kind.process("home");
        process.provider.onLostResponse(OnLostResponse.RETRY_ONCE).next(RefreshMishap.ANSWER_LOST);
        assertThat(process.refresh()).isPresent();
        assertThat(kind.provider.isAlive("acme")).isTrue();
        process.provider.next(RefreshMishap.ANSWER_LOST, RefreshMishap.ANSWER_LOST);
        assertThatThrownBy(process::refresh).isInstanceOf(UpstreamTimeout.class);
        assertThat(kind.provider.ledger()).as("once more, and no more").hasSize(4);
        assertThat(kind.isClaimed()).isTrue();
    }

    @Test
    @DisplayName("fault 10 a second request that was not sent does not make the first one unsent")
    void graceWithoutSend() {
        one.provider
                .onLostResponse(OnLostResponse.RETRY_ONCE)
                .next(RefreshMishap.ANSWER_LOST, RefreshMishap.NOT_CONNECTED);
        assertThatThrownBy(one::refresh).isInstanceOf(UpstreamTimeout.class);
        assertThat(world.isClaimed()).isTrue();
    }

    @Test
    @DisplayName(
            "C-09 in one process, who lost the race for a claim does not make the winner's look like a dead process's")
    void racedAtHome() {
        // The first has read the grant and is about to claim it when the second does, and is faster.
        Gate winnerSends = new Gate();
        AtomicReference<FutureTask<Optional<GrantedAccess>>> winner = new AtomicReference<>();
        one.provider.at(Point.BEFORE_COMMIT, winnerSends::pass);
        one.journal.meanwhile(() -> {
            winner.set(one.refreshing());
            winnerSends.awaitArrived(1);
        });
        assertThat(one.refresh()).as("the loser").isEmpty();
        assertThat(one.refreshing()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.empty());
        winnerSends.open();
        assertThat(winner.get()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(world.provider.ledger()).hasSize(1);
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-09 in one process, who waited at the gate does not take over what another is telling the store")
    void pendingMeanwhile() {
        Gate waiting = new Gate();
        one.behind(new OnceBefore(waiting::pass));
        FutureTask<Optional<GrantedAccess>> second = one.refreshing();
        waiting.awaitArrived(1);
        one.provider.at(Point.AFTER_COMMIT, one.store::breakDown);
        assertThatThrownBy(one::refresh).isInstanceOf(StoreUnavailable.class);
        one.store.recover();
        waiting.open();
        assertThat(second).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.empty());
        assertThat(world.provider.ledger()).hasSize(1);
        assertThat(one.refresh()).as("what was pending is told now; look again").isEmpty();
        world.assertUnharmed();
    }
}

package dev.jeton.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Secret;
import dev.jeton.identity.IdentityWorld;
import dev.jeton.identity.tokens.Sessions.Refreshed;
import dev.jeton.testkit.concurrent.Burst;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final UserId USER = new UserId("alice");

    private final IdentityWorld world = new IdentityWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private Issued<RefreshToken> next(Secret value) {
        return switch (world.sessions.refresh(value)) {
            case Refreshed.Renewed(Issued<RefreshToken> next) -> next;
            case Refreshed.Reused reused -> throw new AssertionError("reused");
            case Refreshed.Dead dead -> throw new AssertionError("dead");
        };
    }

    @Test
    @DisplayName("D-08 each refresh gives the next token of the same session, and the old one is used up")
    void rotates() {
        try (Issued<RefreshToken> first = world.sessions.begin(USER);
                Issued<RefreshToken> second = next(first.value());
                Issued<RefreshToken> third = next(second.value())) {
            assertThat(List.of(second.row().session(), third.row().session()))
                    .containsOnly(first.row().session());
            assertThat(third.row().user()).isEqualTo(USER);
            assertThat(world.sessions.find(first.row().id()))
                    .hasValueSatisfying(token -> assertThat(token.used()).isTrue());
            assertThat(world.sessions.newestOf(first.row().session())).contains(third.row());
        }
    }

    @Test
    @DisplayName("D-08 a refresh token that comes a second time ends its session, its newest token included")
    void reuseKillsTheFamily() {
        try (Issued<RefreshToken> first = world.sessions.begin(USER);
                Issued<RefreshToken> second = next(first.value());
                Issued<RefreshToken> other = world.sessions.begin(USER)) {
            assertThat(world.sessions.find(second.value())).isPresent();

            assertThat(world.sessions.refresh(first.value())).isInstanceOf(Refreshed.Reused.class);

            assertThat(world.sessions.refresh(second.value())).isInstanceOf(Refreshed.Dead.class);
            assertThat(world.sessions.find(second.value()))
                    .hasValueSatisfying(
                            token -> assertThat(token.life().endedAt()).isPresent());
            try (Issued<RefreshToken> still = next(other.value())) {
                assertThat(still.row().session()).isEqualTo(other.row().session());
            }
        }
    }

    @Test
    @DisplayName("D-08 50 threads with one refresh token: one is given the next, and the session is dead afterwards")
    void reuseUnderConcurrency() {
        int violated = 0;
        for (int round = 0; round < 20; round++) {
            try (Issued<RefreshToken> first = world.sessions.begin(USER)) {
                List<Refreshed> all = Burst.of(50, thread -> world.sessions.refresh(first.value()))
                        .orFail();
                long renewed =
                        all.stream().filter(Refreshed.Renewed.class::isInstance).count();
                boolean dead = world.sessions
                        .newestOf(first.row().session())
                        .filter(token -> token.life().isLiving(world.time.now()))
                        .isEmpty();
                violated += renewed == 1 && dead ? 0 : 1;
            }
        }
        System.out.printf("20 checked, %d violated%n", violated);
        assertThat(violated).isZero();
    }

    @Test
    @DisplayName("D-08 a session ends when it is told to, or when nobody refreshes it")
    void ends() {
        try (Issued<RefreshToken> told = world.sessions.begin(USER);
                Issued<RefreshToken> left = world.sessions.begin(USER)) {
            assertThat(world.sessions.end(told.row().session())).isTrue();
            assertThat(world.sessions.end(told.row().session())).isFalse();
            assertThat(world.sessions.end(RowId.random())).isFalse();
            assertThat(world.sessions.refresh(told.value())).isInstanceOf(Refreshed.Dead.class);

            world.time.advance(IdentityWorld.SESSION);
            assertThat(world.sessions.refresh(left.value())).isInstanceOf(Refreshed.Dead.class);
        }
    }

    @Test
    @DisplayName("D-08 a session goes on for as long as it is refreshed in time")
    void goesOn() {
        Issued<RefreshToken> token = world.sessions.begin(USER);
        for (int i = 0; i < 5; i++) {
            world.time.advance(IdentityWorld.SESSION.minus(Duration.ofMinutes(1)));
            Issued<RefreshToken> next = next(token.value());
            token.close();
            token = next;
        }
        token.close();
    }

    @Test
    @DisplayName("D-10 sessions need no cache")
    void worksWithoutCache() {
        world.cache.goAway();
        try (Issued<RefreshToken> first = world.sessions.begin(USER);
                Issued<RefreshToken> second = next(first.value())) {
            assertThat(world.sessions.endAll(USER)).isEqualTo(1);
            assertThat(world.sessions.refresh(second.value())).isInstanceOf(Refreshed.Dead.class);
        }
    }
}

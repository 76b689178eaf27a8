package dev.jeton.app.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class NewcomersTest {

    private static final int FLOOD = 1000;
    private static final int REGULARS = 100;

    private final ManualTime time = ManualTime.standingStill();
    private final Tokens tokens = new Tokens();

    private Callers callers(ApiTokenCheck check) {
        return new Callers(null, CallersFile.EMPTY, new Callers.Checks(check, JwtCheck.none()), time);
    }

    /** Whose look-ups of what is unknown end when as many were refused as have to be. */
    private final class CrowdedCheck implements ApiTokenCheck {
        private final CountDownLatch refused = new CountDownLatch(FLOOD - Newcomers.AT_ONCE);
        private final AtomicInteger present = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public Optional<ApiToken> check(TokenHash hash) {
            Optional<ApiToken> found = tokens.check(hash);
            if (found.isEmpty()) {
                most.accumulateAndGet(present.incrementAndGet(), Math::max);
                NewcomersTest.await(refused);
                present.decrementAndGet();
            }
            return found;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            boolean unused = latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("a flood of made-up tokens is looked up so many at once and no more, and who was seen lately gets in")
    void flood() {
        CrowdedCheck check = new CrowdedCheck();
        Callers callers = callers(check);
        String regular = tokens.apiToken("regular", Tokens.permissions("token:read", "*", "*"));
        assertThat(callers.identify(regular)).isPresent();

        Burst<Boolean> burst = Burst.of(FLOOD + REGULARS, run -> {
            try {
                return callers.identify(run < FLOOD ? ApiTokenCheck.PREFIX + "junk-" + run : regular)
                        .isPresent();
            } catch (Overloaded e) {
                check.refused.countDown();
                throw e;
            }
        });

        int wrong = Math.max(0, check.most.get() - Newcomers.AT_ONCE);
        System.out.printf("%d checked, %d violated%n", FLOOD + REGULARS, wrong);
        assertThat(check.most.get()).isEqualTo(Newcomers.AT_ONCE);
        assertThat(burst.results()).filteredOn(in -> in).hasSize(REGULARS);
        assertThat(burst.failures())
                .hasSize(FLOOD - Newcomers.AT_ONCE)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                Overloaded.class,
                                e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(1))));
        assertThat(callers.identify(ApiTokenCheck.PREFIX + "afterwards")).isEmpty();
    }

    @Test
    @DisplayName("a value that was unknown a moment ago costs nothing; a second later it is looked up again")
    void repeatedJunk() {
        Callers callers = callers(tokens);
        for (int i = 0; i < 100; i++) {
            assertThat(callers.identify(ApiTokenCheck.PREFIX + "junk")).isEmpty();
        }
        assertThat(tokens.asked()).isEqualTo(1);

        time.advance(Newcomers.UNKNOWN_FOR);
        assertThat(callers.identify(ApiTokenCheck.PREFIX + "junk")).isEmpty();
        assertThat(tokens.asked()).isEqualTo(2);
    }

    @Test
    @DisplayName("a token that many show at once for the first time is no flood")
    void herd() {
        String herd = tokens.apiToken("herd", Tokens.permissions("token:read", "*", "*"));
        CountDownLatch come = new CountDownLatch(FLOOD);
        Callers callers = callers(hash -> {
            NewcomersTest.await(come);
            return tokens.check(hash);
        });

        Burst<Boolean> burst = Burst.of(FLOOD, run -> {
            come.countDown();
            return callers.identify(herd).isPresent();
        });

        assertThat(burst.failures()).isEmpty();
        assertThat(burst.results()).hasSize(FLOOD).doesNotContain(false);
    }
}

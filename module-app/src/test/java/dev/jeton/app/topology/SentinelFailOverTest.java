package dev.jeton.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;
import dev.jeton.testkit.server.RedisSentinelGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SentinelFailOverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** From the moment that the master is killed, a second of which the sentinels wait. */
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);

    private static final List<String> TENANTS =
            IntStream.range(0, 20).mapToObj(i -> "tenant-" + i).toList();

    private final RedisSentinelGroup group = RedisSentinelGroup.start(1);
    private final BrokerUnderLoad broker =
            new BrokerUnderLoad(group.url()).warm(TENANTS).askFor(TENANTS);

    @AfterEach
    void stop() {
        broker.close();
        group.close();
    }

    @Test
    @DisplayName("42 a master that is killed costs no caller an answer, and within five seconds its heir is in use")
    void killed() {
        broker.awaitCalls(500);
        RedisProcess killed = group.masterBy(0);
        long start = System.nanoTime();
        killed.kill();

        broker.awaitCalls(50);
        broker.awaitWhole(TENANTS);
        Duration recovered = BrokerUnderLoad.since(start);
        RedisProcess heir = group.masterBy(0);
        assertThat(heir).isNotSameAs(killed);

        // It comes back believing that it is master still, until the sentinels tell it otherwise.
        killed.restart();
        assertThat(sharesAt(heir, "newcomer")).isTrue();
        settle("42 killed", recovered);
    }

    @Test
    @DisplayName(
            "42 44 a master that is replaced while it lives costs no caller an answer, and is not written to again")
    void replaced() {
        broker.awaitCalls(500);
        RedisProcess old = group.masterBy(0);
        long start = System.nanoTime();
        group.failOver();

        Eventually.isTrue("replaced", PATIENCE, () -> group.masterBy(0) != old);
        RedisProcess heir = group.masterBy(0);
        AtomicInteger newcomers = new AtomicInteger();
        Eventually.isTrue(
                "the heir is written to", PATIENCE, () -> sharesAt(heir, "newcomer-" + newcomers.incrementAndGet()));
        Duration recovered = BrokerUnderLoad.since(start);
        broker.awaitWhole(TENANTS);
        settle("42 44 replaced", recovered);
    }

    /** Whether the token that the broker fetches for {@code newcomer} arrives at {@code server}. */
    private boolean sharesAt(RedisProcess server, String newcomer) {
        return !broker.ask(newcomer).degraded()
                && Long.valueOf(1).equals(server.command("EXISTS", Tenants.token(newcomer)));
    }

    private void settle(String what, Duration recovered) {
        List<Call> calls = broker.stop();
        System.out.printf(
                "%s: recovered after %d ms, %d of %d answers degraded, slowest %d ms, %d exchanges%n",
                what,
                recovered.toMillis(),
                calls.stream().filter(Call::degraded).count(),
                calls.size(),
                Ledger.slowest(calls).toMillis(),
                broker.provider().calls());
        new Ledger("I8 " + what + ": every caller got a token")
                .check(calls, call -> !call.failed())
                .settle();
        assertThat(recovered).isLessThan(LONGEST_RECOVERY);
    }
}

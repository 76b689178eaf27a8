package dev.jeton.client.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.CommonTokens;
import dev.jeton.client.BrokerException;
import dev.jeton.client.BrokerException.Said;
import dev.jeton.client.ClientEvent.Source;
import dev.jeton.client.ClientEvents;
import dev.jeton.client.broker.Broker;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is handed out while the broker gives nothing, and after which wait. */
class FallbackTest {

    private static final TokenKey KEY = TokenKey.of("genesys", "acme");
    private static final Duration BELIEF = Duration.ofMillis(1);

    private Broker broker = (key, rejected, deadline) -> {
        throw new AssertionError("asked too early");
    };

    @Test
    @DisplayName("A-05 an older token that nobody can write over takes the place of no better one")
    void betterOneIsKept() {
        ManualTime time = ManualTime.standingStill();
        TokenEntry old = SomeEntries.ofClients(Duration.ofHours(1), time.now().minusSeconds(3_400));
        TokenEntry bought = SomeEntries.ofClients(Duration.ofHours(1), time.now());
        try (CommonTokens common = CommonTokens.ofThisProcess(10, time);
                CachedTokens tokens = tokens(common, new Unwritable(Optional.of(old)), time)) {
            broker = (key, rejected, deadline) -> bought;
            assertThat(tokens.get(KEY)).isEqualTo(bought.token());
            broker = (key, rejected, deadline) -> {
                throw BrokerException.refused("OVERLOADED", 503, Said.nothing(""));
            };
            for (int i = 0; i < 10; i++) {
                time.advance(Duration.ofMinutes(1));
                assertThat(tokens.get(KEY)).isEqualTo(bought.token());
            }
        }
    }

    @Test
    @Timeout(60)
    @DisplayName(
            "A-05 who has a good token waits a second at most for a broker that hangs, though it may wait for minutes")
    void hangingBroker() {
        TimeSource time = TimeSource.system();
        Gate gate = new Gate();
        TokenEntry bought = SomeEntries.ofClients(Duration.ofHours(1), time.now());
        try (CommonTokens common = CommonTokens.ofThisProcess(10, time);
                CachedTokens tokens = tokens(common, new Unwritable(Optional.empty()), time)) {
            broker = (key, rejected, deadline) -> bought;
            assertThat(tokens.get(KEY)).isEqualTo(bought.token());
            broker = (key, rejected, deadline) -> {
                pass(gate);
                throw BrokerException.refused("OVERLOADED", 503, Said.nothing(""));
            };
            for (int i = 0; i < 1_000; i++) {
                assertThat(tokens.get(KEY)).isEqualTo(bought.token());
            }
            gate.open();
        }
    }

    private CachedTokens tokens(CommonTokens common, TokenRepository repository, TimeSource time) {
        Rejections rejections = new Rejections(Duration.ofMinutes(5), time);
        NearTokens near =
                new NearTokens(new NearTokens.Bounds(10, BELIEF), common.changes(), key -> true, rejections, time);
        SharedTokens shared =
                new SharedTokens(repository, common.health(), new RedisNews(ClientEvents.NO_OP, time), Source.REDIS);
        Broker current = (key, rejected, deadline) -> broker.ask(key, rejected, deadline);
        Search search = new Search(current, new Search.Places(shared, near, rejections), ClientEvents.NO_OP, time);
        return new CachedTokens(search, Duration.ofMinutes(5), ClientEvents.NO_OP, time);
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has what it has, as a Redis that is full or a replica. */
    private record Unwritable(Optional<TokenEntry> entry) implements TokenRepository {

        @Override
        public Optional<TokenEntry> find(TokenKey key) {
            return entry;
        }

        @Override
        public void store(TokenKey key, TokenEntry better) {}

        @Override
        public boolean remove(TokenKey key) {
            return false;
        }

        @Override
        public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
            return false;
        }
    }
}

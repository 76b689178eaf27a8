package dev.jeton.client.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.CommonTokens;
import dev.jeton.client.ClientEvent.Source;
import dev.jeton.client.ClientEvents;
import dev.jeton.client.broker.Broker;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.contract.SomeEntries;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondLookTest {

    private static final TokenKey KEY = TokenKey.of("genesys", "acme");

    private final TimeSource time = TimeSource.system();
    private final CommonTokens common = CommonTokens.ofThisProcess(10, time);
    private final AtomicInteger asked = new AtomicInteger();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        common.close();
    }

    @ParameterizedTest(
            name = "A-08 who found nothing before a search landed calls nobody after it: near {0}, shared {1}")
    @CsvSource({"0, true", "10, true", "10, false"})
    void late(int nearSize, boolean sharedWorks) {
        try (CachedTokens tokens = tokens(nearSize, new FirstReaderWaits(sharedWorks))) {
            CompletableFuture<AccessToken> late = CompletableFuture.supplyAsync(() -> tokens.get(KEY));
            gate.awaitArrived(1);
            AccessToken bought = tokens.get(KEY);
            gate.open();

            assertThat(late.join()).isEqualTo(bought);
        }
        assertThat(asked).hasValue(1);
    }

    private CachedTokens tokens(int nearSize, TokenRepository repository) {
        RedisNews news = new RedisNews(ClientEvents.NO_OP, time);
        Rejections rejections = new Rejections(Duration.ofSeconds(10), time);
        var bounds = new NearTokens.Bounds(nearSize, Duration.ofSeconds(5));
        NearTokens near = new NearTokens(bounds, common.changes(), key -> true, rejections, time);
        SharedTokens shared = new SharedTokens(repository, common.health(), news, Source.REDIS);
        Broker broker = (key, rejected, deadline) -> {
            asked.incrementAndGet();
            return SomeEntries.ofClients(Duration.ofHours(1), time.now());
        };
        Search search = new Search(broker, new Search.Places(shared, near, rejections), ClientEvents.NO_OP, time);
        return new CachedTokens(search, Duration.ofSeconds(10), ClientEvents.NO_OP, time);
    }

    /** What the first reader finds is an old story when he has it. */
    private final class FirstReaderWaits implements TokenRepository {

        private final AtomicBoolean first = new AtomicBoolean(true);
        private final boolean works;

        FirstReaderWaits(boolean works) {
            this.works = works;
        }

        @Override
        public Optional<TokenEntry> find(TokenKey key) {
            Optional<TokenEntry> found = common.tokens().find(key);
            if (first.getAndSet(false)) {
                try {
                    gate.pass();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return found;
        }

        @Override
        public void store(TokenKey key, TokenEntry entry) {
            if (works) {
                common.tokens().store(key, entry);
            }
        }

        @Override
        public boolean remove(TokenKey key) {
            return common.tokens().remove(key);
        }

        @Override
        public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
            return common.tokens().removeIf(key, fingerprint);
        }
    }
}

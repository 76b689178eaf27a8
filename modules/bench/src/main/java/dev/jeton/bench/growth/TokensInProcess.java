package dev.jeton.bench.growth;

import dev.jeton.api.AccessToken;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.bench.load.Rounds;
import dev.jeton.bench.report.Table;
import dev.jeton.cache.InMemoryState;
import dev.jeton.providers.BrokerSettings;
import dev.jeton.providers.NearSettings;
import dev.jeton.providers.TokenBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What a hit costs, and what a token takes of the heap, while a process holds ever more of them. */
final class TokensInProcess {

    private static final ProviderId PROVIDER = new ProviderId("bench");
    private static final int REQUESTS = 4_096;
    private static final int LOOPS = 300;
    private static final int ROUNDS = 5;

    /** About as long as those of Genesys. */
    private static final int TOKEN_LENGTH = 86;

    private TokensInProcess() {}

    static void run() throws IOException {
        Table table = new Table("growth-tokens", "where", "tokens", "ns a hit", "bytes");
        double unused = hitNanos(1_000);
        for (int tokens = 100; tokens <= 1_000_000; tokens *= 10) {
            long before = usedBytes();
            try (TokenBroker broker = filled(tokens)) {
                double bytes = (usedBytes() - before) / (double) tokens;
                table.row("near cache", tokens, hitNanos(broker, tokens), bytes);
            }
        }
        table.finish();
    }

    private static double hitNanos(int tokens) {
        try (TokenBroker broker = filled(tokens)) {
            return hitNanos(broker, tokens);
        }
    }

    private static TokenBroker filled(int tokens) {
        TokenBroker broker = TokenBroker.over(
                        InMemoryState.create(2L * tokens, TimeSource.system()),
                        (key, id, deadline) -> Optional.of(new Credentials(Map.of())))
                .settings(holding(2L * tokens))
                .provider(new Lean())
                .build();
        for (int i = 0; i < tokens; i++) {
            broker.getToken(TokenRequest.of(key(i)));
        }
        return broker;
    }

    private static BrokerSettings holding(long tokens) {
        BrokerSettings usual = BrokerSettings.defaults();
        return new BrokerSettings(
                usual.requestTimeout(),
                usual.exchangeTimeout(),
                usual.maxRetries(),
                usual.lockLease(),
                usual.safetyBuffer(),
                usual.refreshAhead(),
                usual.degradedLimitPerMinute(),
                usual.forceRefreshMinInterval(),
                new NearSettings(tokens, Duration.ofHours(1)));
    }

    private static TokenKey key(int number) {
        return TokenKey.of(PROVIDER.value(), "tenant-" + number);
    }

    /** Requests for any of the tokens, made beforehand; the median of some rounds. */
    private static double hitNanos(TokenBroker broker, int tokens) {
        List<TokenRequest> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(TokenRequest.of(key(ThreadLocalRandom.current().nextInt(tokens))));
        }
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            rounds.add(round(broker, requests));
        }
        return Rounds.median(rounds.subList(1, rounds.size()));
    }

    private static double round(TokenBroker broker, List<TokenRequest> requests) {
        long characters = 0;
        long started = System.nanoTime();
        for (int loop = 0; loop < LOOPS; loop++) {
            for (TokenRequest request : requests) {
                characters += broker.getToken(request).token().value().length();
            }
        }
        double nanos = (System.nanoTime() - started) / ((double) LOOPS * requests.size());
        if (characters != (long) TOKEN_LENGTH * LOOPS * requests.size()) {
            throw new IllegalStateException("these were not the tokens");
        }
        return nanos;
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Issues tokens of the usual length at once. */
    private static final class Lean implements TokenProvider {

        @Override
        public ProviderId id() {
            return PROVIDER;
        }

        @Override
        public Issuance issuance() {
            return Issuance.EXCHANGED;
        }

        @Override
        public IssuedToken issue(TenantId tenant, Credentials credentials, Deadline deadline) {
            String value =
                    tenant.value() + "x".repeat(TOKEN_LENGTH - tenant.value().length());
            return new IssuedToken(AccessToken.bearer(value), new Validity.Lasting(Duration.ofDays(1)));
        }
    }
}

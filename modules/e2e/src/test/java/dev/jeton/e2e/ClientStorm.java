package dev.jeton.e2e;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.client.TokenClient;
import dev.jeton.client.TokenSource;
import dev.jeton.client.http.AuthorizedHttpClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A service with many threads that all hold the same token. They go on when a file appears, and by then the token is dead;
 * what became of their requests is the last that it writes.
 */
public final class ClientStorm {

    /** How many requests each thread makes, the first of them with the dead token. */
    static final int ROUNDS = 3;

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final TokenClient tokens;
    private final TokenKey key;
    private final Path go;
    private final CountDownLatch holding;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api = URI.create(System.getenv("GENESYS_API_URL"));

    private ClientStorm(TokenClient tokens, TokenKey key, Path go, int threads) {
        this.tokens = tokens;
        this.key = key;
        this.go = go;
        this.holding = new CountDownLatch(threads);
    }

    /** @param arguments the tenant, how many threads, and the file that lets them go */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        try (TokenClient tokens = TokenClient.of(URI.create(System.getenv("BROKER_URL")))
                .secret(System.getenv("BROKER_SECRET"))
                .redis(System.getenv("REDIS_URL"))
                .redisTimeout(Duration.ofSeconds(3))
                .timeout(LONGEST)
                .build()) {
            TokenKey key = TokenKey.of("genesys", arguments[0]);
            new ClientStorm(tokens, key, Path.of(arguments[2]), threads).run(threads);
        }
    }

    private void run(int threads) throws Exception {
        List<Callable<Witness>> calls = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            calls.add(this::calls);
        }
        AccessToken known = tokens.getAuthToken(key);
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Witness>> all = calls.stream().map(each::submit).toList();
            holding.await();
            System.out.println(threads + " hold " + known.fingerprint());
            int checked = 0;
            int violated = 0;
            for (Future<Witness> one : all) {
                checked += one.get().checked;
                violated += one.get().violated;
            }
            System.out.println(checked + " checked, " + violated + " violated");
        }
    }

    private Witness calls() throws Exception {
        Witness witness = new Witness();
        try (AuthorizedHttpClient client = AuthorizedHttpClient.with(witness)
                .mayCall(api.resolve("/"))
                .httpClient(http)
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/api/v2/organizations/me"))
                    .build();
            for (int round = 0; round < ROUNDS; round++) {
                int status =
                        client.send(request, BodyHandlers.discarding(), key).statusCode();
                witness.check(status == 200);
            }
        }
        return witness;
    }

    private void awaitStorm() {
        holding.countDown();
        long start = System.nanoTime();
        try {
            while (!Files.exists(go)) {
                Thread.sleep(5);
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw new IllegalStateException("no storm within " + LONGEST);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What one thread is given, and what comes of it. */
    private final class Witness implements TokenSource {
        private final List<AccessToken> rejected = new ArrayList<>();
        private boolean held;
        private int checked;
        private int violated;

        private void check(boolean holds) {
            checked++;
            violated += holds ? 0 : 1;
        }

        @Override
        public AccessToken getAuthToken(TokenKey asked) {
            AccessToken given = tokens.getAuthToken(asked);
            check(!rejected.contains(given));
            if (!held) {
                held = true;
                awaitStorm();
            }
            return given;
        }

        @Override
        public AccessToken getAnother(TokenKey asked, AccessToken refused) {
            rejected.add(refused);
            AccessToken given = tokens.getAnother(asked, refused);
            check(!rejected.contains(given));
            return given;
        }
    }
}

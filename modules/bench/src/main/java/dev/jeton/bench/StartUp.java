package dev.jeton.bench;

import dev.jeton.bench.product.Product;
import dev.jeton.bench.product.Tenants;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How soon {@code ./jeton serve} answers, and what it holds when nobody asks. */
final class StartUp {

    private static final int STARTS = 5;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private StartUp() {}

    static void run(Path root) throws IOException, InterruptedException {
        Product.build(root);
        List<Long> millis = new ArrayList<>();
        for (int i = 1; i <= STARTS; i++) {
            long started = System.nanoTime();
            try (Product product = Product.serve(root, new Tenants(1), Map.of())) {
                expectOk(product.url().resolve("/health/live"));
                millis.add(Duration.ofNanos(System.nanoTime() - started).toMillis());
                System.out.printf(Locale.ROOT, "start %d: first 200 after %d ms", i, millis.getLast());
                if (i == STARTS) {
                    Thread.sleep(IDLE);
                    System.out.printf("%nidle, %d s later: %s", IDLE.toSeconds(), product.memory());
                }
                System.out.println();
            }
        }
        millis.sort(null);
        System.out.println("median: first 200 after " + millis.get(STARTS / 2) + " ms");
    }

    private static void expectOk(URI url) throws IOException {
        HttpURLConnection call = (HttpURLConnection) url.toURL().openConnection();
        if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException(url + " answered with " + call.getResponseCode());
        }
        call.disconnect();
    }
}

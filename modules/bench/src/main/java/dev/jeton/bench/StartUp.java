package dev.jeton.bench;

import dev.jeton.bench.product.Packaging;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.product.ResidentMemory;
import dev.jeton.bench.product.Tenants;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How soon the product answers, and what it holds when nobody asks, in each way in which it is delivered. The ways take turns,
 * so that whatever else the machine does meets all of them.
 */
final class StartUp {

    private static final int STARTS = 7;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final double AIM_RATIO = 0.5;
    private static final long AIM_KIBIBYTES = 100 * 1024;

    private StartUp() {}

    static void run(Path root, String... options) throws IOException, InterruptedException {
        int starts = options.length == 0 ? STARTS : Integer.parseInt(options[0]);
        Product.buildAll(root);
        List<Packaging> ways = List.of(Packaging.fatJar(root), Packaging.launcher(root), Packaging.distribution(root));
        report(ways, starts(ways, starts), idle(ways));
    }

    private static Map<Packaging, List<Long>> starts(List<Packaging> ways, int starts) throws IOException {
        Map<Packaging, List<Long>> millis = new LinkedHashMap<>();
        for (int i = 0; i < starts; i++) {
            for (Packaging way : ways) {
                millis.computeIfAbsent(way, any -> new ArrayList<>()).add(millisToFirstAnswer(way));
            }
        }
        return millis;
    }

    private static long millisToFirstAnswer(Packaging way) throws IOException {
        long started = System.nanoTime();
        try (Product product = Product.start(way.serve(), new Tenants(1), Map.of())) {
            expectOk(product.url().resolve("/health/live"));
            return Duration.ofNanos(System.nanoTime() - started).toMillis();
        }
    }

    private static Map<Packaging, ResidentMemory> idle(List<Packaging> ways) throws IOException, InterruptedException {
        Map<Packaging, ResidentMemory> memory = new LinkedHashMap<>();
        for (Packaging way : ways) {
            try (Product product = Product.start(way.serve(), new Tenants(1), Map.of())) {
                expectOk(product.url().resolve("/health/live"));
                Thread.sleep(IDLE);
                memory.put(way, product.memory());
            }
        }
        return memory;
    }

    private static void report(
            List<Packaging> ways, Map<Packaging, List<Long>> millis, Map<Packaging, ResidentMemory> memory)
            throws IOException {
        for (Packaging way : ways) {
            List<Long> each = millis.getOrDefault(way, List.of());
            System.out.printf(Locale.ROOT, "%-12s first 200 after %4d ms, of %s%n", way.name(), median(each), each);
            System.out.printf(Locale.ROOT, "%-12s idle, %d s later: %s%n", "", IDLE.toSeconds(), memory.get(way));
        }
        double ratio = (double) median(millis.getOrDefault(ways.getLast(), List.of()))
                / median(millis.getOrDefault(ways.getFirst(), List.of()));
        System.out.printf(Locale.ROOT, "distribution to java -jar: %.2f (aim: under %.2f)%n", ratio, AIM_RATIO);
        long resident = Objects.requireNonNull(memory.get(ways.getLast())).kibibytes();
        if (ratio >= AIM_RATIO || resident >= AIM_KIBIBYTES) {
            throw new IOException(
                    "the distribution misses its aim: half of the start of java -jar, under 100 MiB idle");
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    private static void expectOk(URI url) throws IOException {
        HttpURLConnection call = (HttpURLConnection) url.toURL().openConnection();
        if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException(url + " answered with " + call.getResponseCode());
        }
        call.disconnect();
    }
}

package dev.jeton.bench.scale;

import dev.jeton.bench.load.Caller;
import dev.jeton.bench.load.Crowd;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.load.Zipf;
import dev.jeton.bench.product.Footprint;
import dev.jeton.bench.product.LeanProviders;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.report.Table;
import dev.jeton.bench.report.Verdicts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** So many tenants, one after the other and then at random, through one process with half a gibibyte of heap. */
public final class ManyTenants {

    private static final int CALLERS = 48;
    private static final Duration EACH = Duration.ofSeconds(15);
    private static final int FEW = 8;
    private static final long HEAP = 512L << 20;

    private final int tenants;
    private final Product product;
    private final Verdicts verdicts = new Verdicts();
    private final Table table = new Table(
            "tenants",
            "after",
            "seconds",
            "requests",
            "requests/s",
            "near %",
            "live MiB",
            "threads",
            "virtual threads",
            "timers",
            "locks",
            "metric series");

    private ManyTenants(int tenants, Product product) {
        this.tenants = tenants;
        this.product = product;
    }

    /** @param tenants a million, or fewer to be quick */
    public static void run(Path root, int tenants) throws IOException, InterruptedException {
        Product.build(root);
        try (LeanProviders providers = LeanProviders.start();
                Product product = Product.serve(root, settings(providers))) {
            new ManyTenants(tenants, product).measure();
        }
    }

    private static Map<String, String> settings(LeanProviders providers) {
        Map<String, String> settings = new HashMap<>(providers.settings());
        settings.put("JAVA_OPTS", "-Xmx512m");
        settings.put("LOG_LEVEL", "warn");
        return settings;
    }

    private void measure() throws IOException, InterruptedException {
        try (Crowd crowd = Crowd.of(CALLERS, List.of(product.url()))) {
            warmUp(crowd);
            Footprint tenth = phase(crowd, "a tenth", inTurn(new AtomicInteger(), tenants / 10));
            judge(tenth, phase(crowd, "all", inTurn(new AtomicInteger(tenants / 10), tenants)), "after all of them");
            judge(tenth, phase(crowd, "Zipf", forAWhile(zipf(tenants))), "after those that Zipf draws");
            judge(tenth, phase(crowd, "uniform", forAWhile(uniform(tenants))), "after any of them");
        }
        table.finish();
        verdicts.orFail();
    }

    /** All ways before the first look, so that every metric that there can be is there. */
    private void warmUp(Crowd crowd) throws IOException, InterruptedException {
        AtomicInteger left = new AtomicInteger(5_000);
        crowd.all(caller ->
                ask(caller, () -> left.getAndDecrement() > 0 ? OptionalInt.of(left.get() % 100) : OptionalInt.empty()));
    }

    private static IntSupplier uniform(int bound) {
        return () -> ThreadLocalRandom.current().nextInt(bound);
    }

    private static IntSupplier zipf(int bound) {
        Zipf zipf = new Zipf(bound);
        return () -> zipf.draw(ThreadLocalRandom.current());
    }

    /** Each tenant once. */
    private static Supplier<OptionalInt> inTurn(AtomicInteger next, int end) {
        return () -> {
            int tenant = next.getAndIncrement();
            return tenant < end ? OptionalInt.of(tenant) : OptionalInt.empty();
        };
    }

    private static Supplier<OptionalInt> forAWhile(IntSupplier draw) {
        long started = System.nanoTime();
        return () ->
                System.nanoTime() - started < EACH.toNanos() ? OptionalInt.of(draw.getAsInt()) : OptionalInt.empty();
    }

    private Footprint phase(Crowd crowd, String name, Supplier<OptionalInt> tenant)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        double nearBefore = nearHits();
        long asked = crowd.all(caller -> ask(caller, tenant)).stream()
                .mapToLong(Long::longValue)
                .sum();
        double seconds = (System.nanoTime() - started) / 1e9;
        double near = nearHits() - nearBefore;
        Footprint held = Footprint.of(product);
        table.row(
                name,
                seconds,
                asked,
                asked / seconds,
                100.0 * near / asked,
                held.mebibytes(),
                held.threads(),
                held.virtualThreads(),
                held.timers(),
                held.locks(),
                held.series());
        return held;
    }

    /** One caller's questions, until there is nobody left to ask for; how many they were. */
    private static long ask(Caller caller, Supplier<OptionalInt> tenant) throws IOException {
        long asked = 0;
        for (OptionalInt next = tenant.get(); next.isPresent(); next = tenant.get()) {
            String unused = caller.ask(Route.token(Product.SECRET, "tenant-" + next.getAsInt(), "genesys"));
            asked++;
        }
        return asked;
    }

    /** By the product's own count, for callers are not told where in it their token was. */
    private double nearHits() throws IOException {
        try (Caller caller = Caller.to(product.url())) {
            return caller.ask(Route.get("metrics", "/metrics"))
                    .lines()
                    .filter(line -> line.startsWith("jeton_token_requests_total") && line.contains("source=\"near\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    private void judge(Footprint tenth, Footprint later, String when) {
        verdicts.check(later.liveBytes() < HEAP * 3 / 4, later.mebibytes() + " MiB live " + when);
        verdicts.check(later.threads() <= tenth.threads() + FEW, later.threads() + " threads " + when);
        verdicts.check(
                later.virtualThreads() <= tenth.virtualThreads() + CALLERS,
                later.virtualThreads() + " virtual threads " + when);
        verdicts.check(later.timers() <= tenth.timers() + FEW, later.timers() + " timers " + when);
        verdicts.check(later.locks() <= tenth.locks() * 11 / 10 + 2 * CALLERS, later.locks() + " locks " + when);
        verdicts.check(later.series() <= tenth.series(), later.series() + " metric series " + when);
    }
}

package dev.jeton.bench;

import dev.jeton.bench.load.LoadPlan;
import dev.jeton.bench.load.Rounds;
import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.Product;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one route costs the product in CPU time. Requests per second also depend on how much of the machine the client and
 * others take; this hardly does.
 */
final class RouteCost {

    private final Route route;
    private final Product product;
    private final List<Double> microsPerRequest = new ArrayList<>();

    RouteCost(Route route, Product product) {
        this.route = route;
        this.product = product;
    }

    /** One round: its requests per second, its cost noted. */
    double measure(LoadPlan plan) throws IOException, InterruptedException {
        Duration before = product.cpuTime();
        double perSecond = plan.client().requestsPerSecond(product.url(), route, plan.each());
        double micros = product.cpuTime().minus(before).toNanos() / 1e3;
        microsPerRequest.add(micros / (perSecond * plan.each().toSeconds()));
        return perSecond;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s costs the product %.1f microseconds of CPU (median)",
                route.name(),
                Rounds.median(microsPerRequest));
    }
}

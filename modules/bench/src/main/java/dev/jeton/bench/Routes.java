package dev.jeton.bench;

import dev.jeton.bench.load.Route;
import dev.jeton.bench.product.Product;
import dev.jeton.bench.product.Tenants;

/** The two routes that are compared. */
final class Routes {

    /** The cheapest of the process: it does nothing, so what it costs is HTTP itself. */
    static final Route CHEAPEST = Route.get("GET /health/live", "/health/live");

    private Routes() {}

    /** The token route, as the backends of the first {@code some} tenants ask it. */
    static Route token(String name, Tenants tenants, int some) {
        return Route.post(name, "/api/v1/token", "Bearer " + Product.SECRET, tenants.requests(some));
    }
}

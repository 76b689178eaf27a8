package dev.jeton.bench.peer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.utils.cache.CachedSupplier;
import software.amazon.awssdk.utils.cache.RefreshResult;

/**
 * AWS SDK v2's {@code CachedSupplier}: one a tenant, found in a map, for each holds one value. Less than Jeton: no bound, no
 * sharing, no rejection of a token by its fingerprint.
 */
public final class AwsPeer implements TokenPeer {

    private final Map<String, CachedSupplier<String>> suppliers;

    public AwsPeer(List<String> tenants) {
        this.suppliers = tenants.stream().collect(Collectors.toConcurrentMap(each -> each, AwsPeer::of));
    }

    private static CachedSupplier<String> of(String tenant) {
        Instant expiry = Instant.now().plus(Duration.ofDays(1));
        return CachedSupplier.builder(() -> RefreshResult.builder("token-of-" + tenant)
                        .staleTime(expiry)
                        .prefetchTime(expiry.minus(Duration.ofMinutes(5)))
                        .build())
                .build();
    }

    @Override
    public String token(String tenant) {
        return TokenPeer.known(suppliers, tenant).get();
    }

    @Override
    public void close() {
        suppliers.values().forEach(CachedSupplier::close);
    }
}

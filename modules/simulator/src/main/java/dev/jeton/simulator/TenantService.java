package dev.jeton.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the Tenant Service knows: the credentials of tenants, by type of provider. */
public final class TenantService {

    private final Map<String, Map<String, Map<String, Object>>> tenants = new ConcurrentHashMap<>();
    private volatile Shape shape = Shape.FLAT;
    private volatile @Nullable String bearer;

    TenantService() {}

    /** How credentials lie in the answer; real deployments have all three. */
    public enum Shape {
        /** {@code {"clientId": …}}. */
        FLAT,
        /** {@code {"data": {"clientId": …}}}. */
        DATA,
        /** {@code {"genesys": {"clientId": …}}}. */
        NAMED
    }

    /** Answers in this shape from now on; flat at first. */
    public void answerIn(Shape wanted) {
        this.shape = wanted;
    }

    /** Serves only callers with this bearer from now on; everyone at first. */
    public void requireBearer(String secret) {
        this.bearer = secret;
    }

    /** Makes a tenant known, without any credentials. */
    public void putTenant(String tenant) {
        Registration.requireText("tenant", tenant);
        tenants.computeIfAbsent(tenant, id -> new ConcurrentHashMap<>());
    }

    /** Sets a tenant's credentials of one type, whatever they look like; members may be of any JSON type. */
    public void put(String tenant, String type, Map<String, ?> credentials) {
        putTenant(tenant);
        tenants.computeIfPresent(tenant, (id, types) -> {
            types.put(type, new LinkedHashMap<>(credentials));
            return types;
        });
    }

    /** Takes a tenant's credentials of one type away. */
    public void remove(String tenant, String type) {
        tenants.computeIfPresent(tenant, (id, types) -> {
            types.remove(type);
            return types;
        });
    }

    /** Forgets a tenant. */
    public void remove(String tenant) {
        tenants.remove(tenant);
    }

    boolean knows(String tenant) {
        return tenants.containsKey(tenant);
    }

    /** The body to answer with, in the shape of the moment. */
    Optional<Map<String, Object>> credentials(String tenant, String type) {
        return Optional.ofNullable(tenants.getOrDefault(tenant, Map.of()).get(type))
                .map(flat -> wrapped(flat, type));
    }

    boolean admits(Optional<String> presented) {
        String wanted = bearer;
        return wanted == null || presented.filter(wanted::equals).isPresent();
    }

    private Map<String, Object> wrapped(Map<String, Object> flat, String type) {
        return switch (shape) {
            case FLAT -> flat;
            case DATA -> Map.of("data", flat);
            case NAMED -> Map.of(type, flat);
        };
    }
}

package dev.jeton.simulator;

import dev.jeton.simulator.Grants.Consent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The OAuth 2.0 servers of declared providers, each with its own clients. */
public final class OAuthServers {

    private final Map<String, Map<String, OAuthClient>> servers = new ConcurrentHashMap<>();
    private final Map<String, Grants> grants = new ConcurrentHashMap<>();
    private final TenantService tenantService;
    private final Supplier<Grants> newGrants;

    OAuthServers(TenantService tenantService, Supplier<Grants> newGrants) {
        this.tenantService = tenantService;
        this.newGrants = newGrants;
    }

    /** Makes a client known to the server {@code name} and puts its credentials into the tenant service. */
    public void register(String name, OAuthClient client) {
        registerOnly(name, client);
        tenantService.put(
                client.tenant(), name, Map.of("clientId", client.clientId(), "clientSecret", client.clientSecret()));
    }

    /** Makes a client known to the server {@code name} alone; what the tenant service says stays as it is. */
    public void registerOnly(String name, OAuthClient client) {
        Registration.requireText("name", name);
        servers.computeIfAbsent(name, server -> new ConcurrentHashMap<>())
                .merge(client.clientId(), client, OAuthServers::replace);
    }

    /**
     * A person of the tenant connects at the server {@code name} and consents to all that the tenant's client may ask for.
     *
     * @return the first refresh token of a new family
     * @throws IllegalArgumentException if the tenant has no client there, or more than one
     */
    public String connect(String name, String tenant) {
        List<OAuthClient> clients = servers.getOrDefault(name, Map.of()).values().stream()
                .filter(client -> client.tenant().equals(tenant))
                .toList();
        if (clients.size() != 1) {
            throw new IllegalArgumentException(
                    tenant + " has " + clients.size() + " clients at " + name + ", must be one");
        }
        OAuthClient client = clients.getFirst();
        return grants(name)
                .connect(new Consent(
                        tenant,
                        client.clientId(),
                        client.allowance().scopes(),
                        client.allowance().temper()));
    }

    /** The refresh tokens of the server {@code name}, and what was done with them. */
    public Grants grants(String name) {
        return grants.computeIfAbsent(name, server -> newGrants.get());
    }

    boolean knows(String name) {
        return servers.containsKey(name);
    }

    Optional<OAuthClient> find(String name, String clientId) {
        return Optional.ofNullable(servers.getOrDefault(name, Map.of()).get(clientId));
    }

    private static OAuthClient replace(OAuthClient old, OAuthClient replacement) {
        if (!old.tenant().equals(replacement.tenant())) {
            throw new IllegalArgumentException("client " + old.clientId() + " is another tenant's");
        }
        return replacement;
    }
}

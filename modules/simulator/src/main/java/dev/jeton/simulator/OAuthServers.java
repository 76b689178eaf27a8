package dev.jeton.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The OAuth 2.0 servers of declared providers, each with its own clients. */
public final class OAuthServers {

    private final Map<String, Map<String, OAuthClient>> servers = new ConcurrentHashMap<>();
    private final TenantService tenantService;

    OAuthServers(TenantService tenantService) {
        this.tenantService = tenantService;
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

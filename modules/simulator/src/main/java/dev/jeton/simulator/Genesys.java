package dev.jeton.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The OAuth clients that Genesys knows. */
public final class Genesys {

    private final Map<String, GenesysClient> clients = new ConcurrentHashMap<>();
    private final TenantService tenantService;

    Genesys(TenantService tenantService) {
        this.tenantService = tenantService;
    }

    /**
     * Makes a client known to Genesys and puts its credentials into the tenant service. Registering the same client again
     * replaces it: that is how a secret is rotated.
     */
    public void register(GenesysClient client) {
        registerOnly(client);
        Map<String, String> credentials = new LinkedHashMap<>();
        credentials.put("clientId", client.clientId());
        credentials.put("clientSecret", client.clientSecret());
        credentials.put("region", client.region());
        tenantService.put(client.tenant(), "genesys", credentials);
    }

    /** Makes a client known to Genesys alone; what the tenant service says stays as it is. */
    public void registerOnly(GenesysClient client) {
        clients.merge(client.clientId(), client, Genesys::replace);
    }

    /** Forgets a client: deleted in Genesys, while the tenant service still hands it out. */
    public void remove(String clientId) {
        clients.remove(clientId);
    }

    Optional<GenesysClient> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    private static GenesysClient replace(GenesysClient old, GenesysClient replacement) {
        if (!old.tenant().equals(replacement.tenant())) {
            throw new IllegalArgumentException("client " + old.clientId() + " is another tenant's");
        }
        return replacement;
    }
}

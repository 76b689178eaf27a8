package dev.jeton.simulator;

import dev.jeton.simulator.Grants.Consent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The OAuth clients that Qontak knows, and the people who connected through them. */
public final class Qontak {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, QontakClient> clients = new LinkedHashMap<>();
    private final TenantService tenantService;
    private final Grants grants;

    Qontak(TenantService tenantService, Grants grants) {
        this.tenantService = tenantService;
        this.grants = grants;
    }

    /**
     * Makes a tenant's client known to Qontak and puts its credentials into the tenant service, without a refresh token.
     * Registering again replaces the client; connections that there are keep their temper.
     */
    public void register(QontakClient client) {
        registerOnly(client);
        tenantService.put(
                client.tenant(),
                "qontak",
                Map.of("clientId", client.clientId(), "clientSecret", client.clientSecret()));
    }

    /** Makes a tenant's client known to Qontak alone; what the tenant service says stays as it is. */
    public void registerOnly(QontakClient client) {
        lock.lock();
        try {
            clients.put(client.tenant(), client);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A person of the tenant connects. A tenant without a client gets an invented one first.
     *
     * @return the first refresh token of a new family; older ones stay as they are
     */
    public String connect(String tenant) {
        if (client(tenant).isEmpty()) {
            register(QontakClient.invented(tenant));
        }
        QontakClient client = client(tenant).orElseThrow();
        return grants.connect(
                new Consent(tenant, client.clientId(), Set.of(), client.terms().temper()));
    }

    /** The refresh tokens that Qontak has given, and what was done with them. */
    public Grants grants() {
        return grants;
    }

    /** The client as the tenant uses it. */
    public Optional<QontakClient> client(String tenant) {
        lock.lock();
        try {
            return Optional.ofNullable(clients.get(tenant));
        } finally {
            lock.unlock();
        }
    }

    /** The client as all of its tenants use it. */
    List<QontakClient> clients(String clientId) {
        lock.lock();
        try {
            return clients.values().stream()
                    .filter(client -> client.clientId().equals(clientId))
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}

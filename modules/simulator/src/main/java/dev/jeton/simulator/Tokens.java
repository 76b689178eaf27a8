package dev.jeton.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The tokens that were issued here, and what has become of them. */
public final class Tokens {

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Issued> issued = new LinkedHashMap<>();
    private final Set<String> revoked = new HashSet<>();

    Tokens(InstantSource clock) {
        this.clock = clock;
    }

    /** The tokens issued to a tenant, oldest first; also those whose answer was lost, and the dead ones. */
    public List<String> issued(Service service, String tenant) {
        lock.lock();
        try {
            return issued.values().stream()
                    .filter(token -> token.service == service && token.tenant.equals(tenant))
                    .map(Issued::value)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Kills a token before its time, whether it was issued here or brought along by a system user. */
    public void revoke(String value) {
        lock.lock();
        try {
            revoked.add(value);
        } finally {
            lock.unlock();
        }
    }

    /** Kills every token that a tenant has been issued so far. */
    public void revokeAll(Service service, String tenant) {
        new ArrayList<>(issued(service, tenant)).forEach(this::revoke);
    }

    boolean isRevoked(String value) {
        lock.lock();
        try {
            return revoked.contains(value);
        } finally {
            lock.unlock();
        }
    }

    String issue(Service service, String tenant, Duration lifetime) {
        return issue(service, "", tenant, lifetime);
    }

    /** @param server which of the service's servers, where it has several */
    String issue(Service service, String server, String tenant, Duration lifetime) {
        String value = CanarySecrets.invent(service.label() + "-token");
        lock.lock();
        try {
            issued.put(
                    value,
                    new Issued(value, service, server, tenant, clock.instant().plus(lifetime)));
        } finally {
            lock.unlock();
        }
        return value;
    }

    /** Whose token this is, living or dead. */
    public Optional<String> tenantOf(Service service, String value) {
        return find(service, value).map(Issued::tenant);
    }

    /** When this token ends or ended by itself, revoked or not. */
    public Optional<Instant> expiresAt(Service service, String value) {
        return find(service, value).map(Issued::expiresAt);
    }

    /** Whose token this is, if it is of this server and lives. */
    Optional<String> livingTenantOf(Service service, String server, String value) {
        return find(service, value)
                .filter(token -> token.server.equals(server))
                .filter(token -> isLiving(service, value))
                .map(Issued::tenant);
    }

    boolean isLiving(Service service, String value) {
        return find(service, value)
                .filter(token -> clock.instant().isBefore(token.expiresAt))
                .filter(token -> !isRevoked(value))
                .isPresent();
    }

    private Optional<Issued> find(Service service, String value) {
        lock.lock();
        try {
            return Optional.ofNullable(issued.get(value)).filter(token -> token.service == service);
        } finally {
            lock.unlock();
        }
    }

    private record Issued(String value, Service service, String server, String tenant, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[" + service + " " + tenant + " until " + expiresAt + "]";
        }
    }
}

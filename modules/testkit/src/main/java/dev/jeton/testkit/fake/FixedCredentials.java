package dev.jeton.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A source with the same credentials for every tenant, which remembers everything it handed out: whoever takes
 * credentials has to wipe them.
 */
public final class FixedCredentials implements CredentialSource {

    private final Map<String, String> fields;
    private final Set<TenantId> unknown = ConcurrentHashMap.newKeySet();
    private final Set<TenantId> without = ConcurrentHashMap.newKeySet();
    private final List<Credentials> handedOut = new CopyOnWriteArrayList<>();
    private final List<Secret> secrets = new CopyOnWriteArrayList<>();

    private volatile boolean reachable = true;

    public FixedCredentials(Map<String, String> fields) {
        this.fields = new LinkedHashMap<>(fields);
    }

    /** From now on there is no such tenant. */
    public FixedCredentials notKnowing(String tenant) {
        unknown.add(new TenantId(tenant));
        return this;
    }

    /** From now on this tenant has no credentials. */
    public FixedCredentials withNoneFor(String tenant) {
        without.add(new TenantId(tenant));
        return this;
    }

    /** Until {@link #recover()} the source cannot be asked. */
    public void breakDown() {
        reachable = false;
    }

    public void recover() {
        reachable = true;
    }

    @Override
    public Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        if (!reachable) {
            throw new TokenException.StoreUnavailable("the source of credentials is away", null);
        }
        if (unknown.contains(key.tenant())) {
            throw new TokenException.TenantNotFound("no such tenant");
        }
        return without.contains(key.tenant()) ? Optional.empty() : Optional.of(handOut());
    }

    private Credentials handOut() {
        Map<String, Secret> copies = new LinkedHashMap<>();
        fields.forEach((name, value) -> copies.put(name, Secret.of(value)));
        secrets.addAll(copies.values());
        Credentials credentials = new Credentials(copies);
        handedOut.add(credentials);
        return credentials;
    }

    /** Everything it handed out, in order. */
    public List<Credentials> handedOut() {
        return List.copyOf(handedOut);
    }

    /** How many secrets that it handed out can still be read. */
    public long readable() {
        return secrets.stream().filter(FixedCredentials::isReadable).count();
    }

    /** Fails if it handed out nothing, for then nothing was proved, or if anything it handed out can still be read. */
    public void assertAllWiped() {
        assertThat(handedOut).as("credentials handed out").isNotEmpty();
        assertThat(readable()).as("secrets not wiped, of " + secrets.size()).isZero();
    }

    private static boolean isReadable(Secret secret) {
        try {
            return secret.reveal(characters -> true);
        } catch (IllegalStateException wiped) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "FixedCredentials" + fields.keySet();
    }
}

package dev.jeton.vault;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Resealing.Fate;
import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.Unopenable;
import dev.jeton.api.time.Deadline;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials in Vault: a document for each tenant and provider, with their fields as its members, each sealed on its own.
 * Without encryption they are what an operator writes with {@code vault kv put}.
 */
final class VaultCredentials implements CredentialStore {

    /** How often a change is tried again that another one came before. */
    private static final int LOOKS = 5;

    private final KvDocuments documents;
    private final VaultPaths paths;
    private final Sealer sealer;
    private final TokenEvents events;

    VaultCredentials(KvDocuments documents, VaultPaths paths, Sealer sealer, TokenEvents events) {
        this.documents = documents;
        this.paths = paths;
        this.sealer = sealer;
        this.events = events;
    }

    @Override
    public Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        try (KvDocument found = documents.read(paths.credentials(key), deadline)) {
            return found.data().isPresent()
                    ? Optional.of(opened(key, found.data().get()))
                    : Optional.empty();
        } catch (Unopenable e) {
            broken(key, e);
            throw new StoreUnavailable("the credentials in Vault cannot be read: " + e.reason(), null);
        }
    }

    private Credentials opened(TokenKey key, Json.Members data) throws Unopenable {
        Map<String, Secret> fields = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Json> member : data.members().entrySet()) {
                if (member.getValue() instanceof Json.Text(Secret sealed)) {
                    fields.put(member.getKey(), opened(label(key, member.getKey()), sealed));
                }
            }
            return new Credentials(fields);
        } catch (Unopenable e) {
            fields.values().forEach(Secret::close);
            throw e;
        }
    }

    private Secret opened(SealLabel label, Secret sealed) throws Unopenable {
        byte[] envelope = sealed.revealUtf8(byte[]::clone);
        byte[] plain = sealer.open(label, envelope);
        try {
            return Secret.ofUtf8(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
            Arrays.fill(envelope, (byte) 0);
        }
    }

    @Override
    public void put(TokenKey key, Credentials credentials) {
        try (Json.Members document = sealed(key, credentials)) {
            for (int look = 0; look < LOOKS; look++) {
                if (written(key, document)) {
                    return;
                }
            }
        }
        throw new StoreUnavailable("the credentials in Vault are changed by somebody else all the time", null);
    }

    private boolean written(TokenKey key, Json.Members document) {
        try (KvDocument found = documents.read(paths.credentials(key), documents.deadline())) {
            return documents
                    .write(paths.credentials(key), found.version(), document, documents.deadline())
                    .isPresent();
        }
    }

    private Json.Members sealed(TokenKey key, Credentials credentials) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (String name : credentials.names()) {
            // A field that is blank says nothing, and nobody finds it.
            credentials.secret(name).ifPresent(field -> members.put(name, sealed(label(key, name), field)));
        }
        return new Json.Members(members);
    }

    private Json sealed(SealLabel label, Secret field) {
        return field.revealUtf8(plain -> {
            byte[] envelope = sealer.seal(label, plain);
            try {
                return new Json.Text(Secret.ofUtf8(envelope));
            } finally {
                Arrays.fill(envelope, (byte) 0);
            }
        });
    }

    @Override
    public boolean delete(TokenKey key) {
        for (int look = 0; look < LOOKS; look++) {
            try (KvDocument found = documents.read(paths.credentials(key), documents.deadline())) {
                if (found.data().isEmpty()) {
                    return false;
                }
                if (documents.forget(paths.credentials(key), found.version(), documents.deadline())) {
                    return true;
                }
            }
        }
        throw new StoreUnavailable("the credentials in Vault are changed by somebody else all the time", null);
    }

    @Override
    public List<TokenKey> list() {
        return keys().stream().filter(this::isThere).toList();
    }

    /** Whose credentials there are, or were: what is forgotten is among them. */
    List<TokenKey> keys() {
        return new VaultKeys(documents).byProvider(paths.credentials());
    }

    /** Seals the credentials of one tenant again, if they are not sealed as they would be today. */
    Fate reseal(TokenKey key) {
        try (KvDocument found = documents.read(paths.credentials(key), documents.deadline())) {
            if (found.data().isEmpty()) {
                return Fate.CURRENT;
            }
            // Opened even if they are current: whoever gives up a key wants to know what cannot be.
            try (Credentials credentials = opened(key, found.data().get())) {
                return isCurrent(found.data().get()) ? Fate.CURRENT : resealed(key, found.version(), credentials);
            }
        } catch (Unopenable e) {
            broken(key, e);
            return Fate.UNREADABLE;
        }
    }

    private Fate resealed(TokenKey key, long version, Credentials credentials) {
        try (Json.Members document = sealed(key, credentials)) {
            boolean written = documents
                    .write(paths.credentials(key), version, document, documents.deadline())
                    .isPresent();
            return written ? Fate.RESEALED : Fate.CONTESTED;
        }
    }

    private boolean isCurrent(Json.Members data) {
        return data.members().values().stream()
                .allMatch(field -> !(field instanceof Json.Text(Secret value)) || value.revealUtf8(sealer::isCurrent));
    }

    private void broken(TokenKey key, Unopenable failure) {
        events.on(new TokenEvent.SealBroken("credentials of " + key + " in Vault", failure.reason()));
    }

    private boolean isThere(TokenKey key) {
        try (KvDocument found = documents.read(paths.credentials(key), documents.deadline())) {
            return found.data().isPresent();
        }
    }

    /** With the field's name, so that a client's id cannot be put in the place of its secret. */
    private static SealLabel label(TokenKey key, String field) {
        return new SealLabel(
                "credentials", List.of(key.provider().value(), key.tenant().value(), field));
    }

    @Override
    public String toString() {
        return "VaultCredentials[" + paths.credentials() + "]";
    }
}

package dev.jeton.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantFields;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Resealing.Fate;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Grants in Vault, each a document with the members of {@link GrantFields}. A revision is the version that Vault counts; store
 * time is the date of Vault's answer.
 */
final class VaultGrants implements GrantStore {

    private static final String REVISION = "[1-9][0-9]{0,17}";

    /** Vault reads numbers as 64-bit floats before it gives them back; longer ones are written as text. */
    private static final String EXACT_NUMBER = "-?[0-9]{1,15}";

    private final KvDocuments documents;
    private final VaultPaths paths;
    private final Sealer sealer;
    private final GrantFields fields;
    private final TokenEvents events;

    VaultGrants(KvDocuments documents, VaultPaths paths, Sealer sealer, TokenEvents events) {
        this.documents = documents;
        this.paths = paths;
        this.sealer = sealer;
        this.fields = new GrantFields(sealer);
        this.events = events;
    }

    @Override
    public Optional<StoredGrant> find(TokenKey key) {
        try (KvDocument found = read(key)) {
            if (found.data().isEmpty()) {
                return Optional.empty();
            }
            Instant storeTime = found.storeTime();
            Grant grant = fields.read(key, found.texts(), storeTime);
            return Optional.of(new StoredGrant(grant, revision(found.version()), storeTime));
        } catch (Unopenable e) {
            broken(key, e);
            throw new StoreUnavailable("the grant in Vault cannot be read: " + e.reason(), null);
        }
    }

    @Override
    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
        OptionalLong replaced = expected.equals(Revision.NONE) ? free(key) : version(expected);
        if (replaced.isEmpty()) {
            return Optional.empty();
        }
        try (Json.Members document = document(key, next)) {
            return documents
                    .write(paths.grant(key), replaced.getAsLong(), document, documents.deadline())
                    .map(VaultGrants::revision);
        }
    }

    /** The version that an insertion replaces: that of what is forgotten or deleted counts on. */
    private OptionalLong free(TokenKey key) {
        try (KvDocument found = read(key)) {
            return found.data().isPresent() ? OptionalLong.empty() : OptionalLong.of(found.version());
        }
    }

    @Override
    public boolean remove(TokenKey key, Revision expected) {
        OptionalLong replaced = version(expected);
        return replaced.isPresent() && documents.forget(paths.grant(key), replaced.getAsLong(), documents.deadline());
    }

    @Override
    public List<GrantStatus> list() {
        return keys().stream().flatMap(key -> status(key).stream()).toList();
    }

    /** Whose grants there are, or were: what is forgotten is among them. */
    List<TokenKey> keys() {
        VaultKeys keys = new VaultKeys(documents);
        List<TokenKey> all = new ArrayList<>(keys.of(VaultPaths.HOME_PROVIDER, paths.folder()));
        all.addAll(keys.byProvider(paths.otherGrants()));
        return all;
    }

    private Optional<GrantStatus> status(TokenKey key) {
        try (KvDocument found = read(key)) {
            if (found.data().isEmpty()) {
                return Optional.empty();
            }
            try (Grant grant = fields.read(key, found.texts(), found.storeTime())) {
                return Optional.of(GrantStatus.of(key, grant));
            }
        } catch (Unopenable e) {
            return Optional.of(GrantStatus.unreadable(key, e.reason()));
        }
    }

    /** Seals one grant again, if it is not sealed as it would be today. */
    Fate reseal(TokenKey key) {
        try (KvDocument found = read(key)) {
            if (found.data().isEmpty()) {
                return Fate.CURRENT;
            }
            // Read even if it is current: whoever gives up a key wants to know what cannot be opened.
            try (Grant grant = fields.read(key, found.texts(), found.storeTime())) {
                if (isCurrent(found.texts())) {
                    return Fate.CURRENT;
                }
                return replace(key, revision(found.version()), grant).isPresent() ? Fate.RESEALED : Fate.CONTESTED;
            }
        } catch (Unopenable e) {
            broken(key, e);
            return Fate.UNREADABLE;
        }
    }

    private boolean isCurrent(Map<String, String> texts) {
        return Stream.of(GrantFields.REFRESH_TOKEN, GrantFields.ACCESS_TOKEN)
                .map(name -> texts.getOrDefault(name, ""))
                .allMatch(token -> token.isEmpty() || sealer.isCurrent(token.getBytes(UTF_8)));
    }

    private void broken(TokenKey key, Unopenable failure) {
        events.on(new TokenEvent.SealBroken("grant of " + key + " in Vault", failure.reason()));
    }

    private KvDocument read(TokenKey key) {
        return documents.read(paths.grant(key), documents.deadline());
    }

    private Json.Members document(TokenKey key, Grant grant) {
        Map<String, Json> members = new LinkedHashMap<>();
        fields.write(key, grant).forEach((name, value) -> {
            boolean number = GrantFields.NUMBERS.contains(name) && value.matches(EXACT_NUMBER);
            members.put(name, number ? new Json.Plain(value) : Json.Text.of(value));
        });
        return new Json.Members(members);
    }

    private static Revision revision(long version) {
        return new Revision(Long.toString(version));
    }

    private static OptionalLong version(Revision revision) {
        return revision.text().matches(REVISION)
                ? OptionalLong.of(Long.parseLong(revision.text()))
                : OptionalLong.empty();
    }

    @Override
    public Locality locality() {
        return Locality.REMOTE;
    }

    @Override
    public String toString() {
        return "VaultGrants[" + paths.folder() + "]";
    }
}

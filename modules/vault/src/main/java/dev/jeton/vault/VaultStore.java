package dev.jeton.vault;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Resealing;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.time.TimeSource;

/** Grants and credentials in one Vault. It opens whether or not Vault can be reached, and keeps its token alive meanwhile. */
public final class VaultStore implements AutoCloseable {

    private final VaultSettings settings;
    private final VaultHttp http;
    private final TokenRenewal renewal;
    private final VaultGrants grants;
    private final VaultCredentials credentials;

    private VaultStore(VaultSettings settings, VaultHttp http, Sealer sealer, TokenEvents events, TimeSource time) {
        KvDocuments documents = new KvDocuments(http, settings.mountPath());
        VaultPaths paths = new VaultPaths(settings.secretPath());
        this.settings = settings;
        this.http = http;
        this.renewal = new TokenRenewal(http, events, time);
        this.grants = new VaultGrants(documents, paths, sealer, events);
        this.credentials = new VaultCredentials(documents, paths, sealer, events);
    }

    /**
     * Opens it with a copy of the token in {@code settings}.
     *
     * @param sealer of the tokens and of the credentials' fields, on top of what Vault encrypts itself
     * @param time for deadlines and pauses; grants are judged by Vault's own time
     */
    public static VaultStore open(VaultSettings settings, Sealer sealer, TokenEvents events, TimeSource time) {
        // A listener that throws would end the renewal of the token.
        TokenEvents heard = TokenEvents.contained(events);
        VaultStore store = new VaultStore(settings, new VaultHttp(settings, time), sealer, heard, time);
        store.renewal.start();
        return store;
    }

    public GrantStore grants() {
        return grants;
    }

    public CredentialStore credentials() {
        return credentials;
    }

    /** Seals grants and credentials with the newest key. */
    public Resealing resealing() {
        return new VaultResealing(grants, credentials);
    }

    @Override
    public void close() {
        renewal.close();
        http.close();
    }

    @Override
    public String toString() {
        return "VaultStore[" + settings + "]";
    }
}

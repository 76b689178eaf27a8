package dev.jeton.vault;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenKey;
import java.util.ArrayList;
import java.util.List;

/** Whose documents there are; what stands in our folders and is not spelled as ours is passed over. */
final class VaultKeys {

    private final KvDocuments documents;

    VaultKeys(KvDocuments documents) {
        this.documents = documents;
    }

    /** The keys of {@code provider}, whose tenants are spelled in {@code folder}. */
    List<TokenKey> of(ProviderId provider, String folder) {
        return documents.list(folder).stream()
                .flatMap(name -> VaultPaths.tenant(name).stream())
                .map(tenant -> new TokenKey(provider, tenant))
                .toList();
    }

    /** The keys of all providers that have a folder of their own in {@code folder}. */
    List<TokenKey> byProvider(String folder) {
        List<TokenKey> keys = new ArrayList<>();
        for (String name : documents.list(folder)) {
            VaultPaths.provider(name)
                    .ifPresent(provider -> keys.addAll(of(provider, VaultPaths.below(folder, provider))));
        }
        return keys;
    }
}

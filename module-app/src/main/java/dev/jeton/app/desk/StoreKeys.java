package dev.jeton.app.desk;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.port.Secret;
import dev.jeton.identity.Identity;
import dev.jeton.identity.tokens.ApiTokens;
import dev.jeton.identity.tokens.Issued;
import java.util.List;
import java.util.function.BiConsumer;

/** Callers' API tokens in the store itself. */
record StoreKeys(Identity identity) implements KeyDesk {

    private ApiTokens tokens() {
        return identity.apiTokens();
    }

    @Override
    public void create(ApiTokens.Wish wish, BiConsumer<KeyView, Secret> shown) {
        try (Issued<ApiToken> issued = tokens().create(wish)) {
            shown.accept(KeyView.of(issued.row()), issued.value());
        }
    }

    @Override
    public List<KeyView> list() {
        return tokens().ofUser(CALLERS).stream().map(KeyView::of).toList();
    }

    @Override
    public boolean revoke(RowId id) {
        boolean revoked = tokens().revoke(id).isPresent();
        if (!identity.isTold()) {
            throw new CacheUnavailable(
                    "it is done in the store, but the old entry may still be in Redis; repeat it later", null, null);
        }
        return revoked;
    }
}

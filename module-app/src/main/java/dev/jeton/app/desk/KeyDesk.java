package dev.jeton.app.desk;

import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Secret;
import dev.jeton.identity.tokens.ApiTokens;
import java.util.List;
import java.util.function.BiConsumer;

/** Callers' API tokens. Those who may call the broker belong to one user of its own: whoever asks for others asks its API. */
public interface KeyDesk {

    /** Whom they belong to. */
    UserId CALLERS = new UserId("jeton-callers");

    /** Makes one, and lends its value to {@code shown}, this once. */
    void create(ApiTokens.Wish wish, BiConsumer<KeyView, Secret> shown);

    /** All of them, the newest first. */
    List<KeyView> list();

    /** Ends one; false = there is none with this id. */
    boolean revoke(RowId id);
}

package dev.jeton.store.identity;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.UserRows;
import dev.jeton.api.port.Sealer;
import dev.jeton.store.sql.Database;
import dev.jeton.store.sql.SealedRows;

/** First-party tokens and keys in tables, one a kind. */
public final class SqlIdentity implements IdentityStore {

    private final UserRows<ApiToken> apiTokens;
    private final VerificationTokens verificationTokens;
    private final RefreshTokens refreshTokens;
    private final SqlJwtKeys jwtKeys;

    public SqlIdentity(Database database) {
        this.apiTokens = new SqlUserRows<>(database, new ApiTokenKind());
        this.verificationTokens = new SqlVerificationTokens(database);
        this.refreshTokens = new SqlRefreshTokens(database);
        this.jwtKeys = new SqlJwtKeys(database);
    }

    @Override
    public UserRows<ApiToken> apiTokens() {
        return apiTokens;
    }

    @Override
    public VerificationTokens verificationTokens() {
        return verificationTokens;
    }

    @Override
    public RefreshTokens refreshTokens() {
        return refreshTokens;
    }

    @Override
    public JwtKeys jwtKeys() {
        return jwtKeys;
    }

    /** Its part in a change of keys: whoever makes signing keys seals them, with this one. */
    public SealedRows sealed(Sealer sealer, TokenEvents events) {
        return new SealedJwtKeys(jwtKeys, sealer, events);
    }

    @Override
    public String toString() {
        return "SqlIdentity";
    }
}

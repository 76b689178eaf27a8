package dev.jeton.app.validation;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.port.Secret;
import dev.jeton.app.caller.ApiTokenCheck;
import dev.jeton.identity.tokens.ApiTokens;
import java.util.Optional;

/** The API tokens of the database, as callers show them. */
public record OwnApiTokens(ApiTokens tokens) implements ApiTokenCheck {

    @Override
    public Optional<TokenHash> hash(Secret presented) {
        return tokens.hash(presented);
    }

    @Override
    public Optional<ApiToken> check(TokenHash hash) {
        return tokens.living(hash);
    }
}

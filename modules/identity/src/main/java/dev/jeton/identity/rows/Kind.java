package dev.jeton.identity.rows;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.VerificationToken;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * All in which one kind of rows differs from another where the cache is concerned.
 *
 * @param label as metrics and exports name it
 * @param space of entries that hold one row
 * @param longest that an entry lives (D-06)
 * @param entries every entry that a row can be seen in
 * @param <R> the rows
 */
public record Kind<R extends IdentityRow>(
        String label, CacheSpace space, RowJson<R> format, Duration longest, Function<R, List<CacheKey>> entries) {

    private static final Duration TOKENS = Duration.ofHours(1);
    private static final Duration KEYS = Duration.ofHours(24);

    public static final Kind<ApiToken> API_TOKEN = new Kind<>(
            "api_token",
            CacheSpace.TOKEN,
            RowFormats.API_TOKEN,
            TOKENS,
            token -> List.of(
                    IdentityKeys.byId(CacheSpace.TOKEN, token.id()),
                    IdentityKeys.byHash(CacheSpace.TOKEN, token.hash()),
                    IdentityKeys.ofUser(CacheSpace.USER_TOKENS, token.user())));

    public static final Kind<VerificationToken> VERIFICATION_TOKEN = new Kind<>(
            "verification_token",
            CacheSpace.VERIFICATION_TOKEN,
            RowFormats.VERIFICATION_TOKEN,
            TOKENS,
            token -> List.of(
                    IdentityKeys.byId(CacheSpace.VERIFICATION_TOKEN, token.id()),
                    IdentityKeys.byHash(CacheSpace.VERIFICATION_TOKEN, token.hash()),
                    IdentityKeys.ofUser(token.user(), token.type())));

    public static final Kind<RefreshToken> REFRESH_TOKEN = new Kind<>(
            "refresh_token",
            CacheSpace.REFRESH_TOKEN,
            RowFormats.REFRESH_TOKEN,
            TOKENS,
            token -> List.of(
                    IdentityKeys.byId(CacheSpace.REFRESH_TOKEN, token.id()),
                    IdentityKeys.byHash(CacheSpace.REFRESH_TOKEN, token.hash()),
                    IdentityKeys.ofUser(CacheSpace.USER_REFRESH_TOKENS, token.user())));

    public static final Kind<JwtKey> JWT_KEY = new Kind<>(
            "jwt_key",
            CacheSpace.JWT_KEY,
            RowFormats.JWT_KEY,
            KEYS,
            key -> List.of(IdentityKeys.byId(CacheSpace.JWT_KEY, key.id()), IdentityKeys.signingKeys()));
}

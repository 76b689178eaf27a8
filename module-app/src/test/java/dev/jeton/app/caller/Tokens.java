package dev.jeton.app.caller;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** API tokens and JWTs that a test has made up, good and bad ones, and how often they were asked for. */
public final class Tokens implements ApiTokenCheck, JwtCheck {

    private final Map<TokenHash, ApiToken> apiTokens = new ConcurrentHashMap<>();
    private final Map<String, Verified> jwts = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    public Tokens() {}

    /** An API token's value, {@code jta_} and {@code name}, that lives. */
    public String apiToken(String name, Permissions permissions) {
        return apiToken(name, permissions, new Life(Instant.EPOCH, null, null));
    }

    /** The same; called again with the same {@code name} the token is changed. */
    public String apiToken(String name, Permissions permissions, Life life) {
        String value = PREFIX + name;
        try (Secret secret = Secret.of(value)) {
            TokenHash hash = TokenHash.of(secret);
            apiTokens.compute(
                    hash,
                    (key, before) -> new ApiToken(
                            before == null ? RowId.random() : before.id(),
                            new UserId("tester"),
                            hash,
                            name,
                            permissions,
                            life));
        }
        return value;
    }

    /** A JWT of ours with this subject, or of whomever; {@code expiresAt} null = it is good for ever. */
    public String jwt(String issuer, Map<String, Object> claims, @Nullable Instant expiresAt) {
        String compact = "e30." + Integer.toHexString(claims.hashCode()) + issuer + "." + jwts.size();
        jwts.put(compact, new Verified(issuer, claims, expiresAt == null ? Instant.MAX : expiresAt));
        return compact;
    }

    public Callers.Checks checks() {
        return new Callers.Checks(this, this);
    }

    @Override
    public Optional<ApiToken> check(TokenHash hash) {
        asked.incrementAndGet();
        return Optional.ofNullable(apiTokens.get(hash));
    }

    @Override
    public Optional<Verified> check(String compact) {
        asked.incrementAndGet();
        return Optional.ofNullable(jwts.get(compact));
    }

    public int asked() {
        return asked.get();
    }

    /** Permissions in the words of the policy, the words of each kind divided by spaces. */
    public static Permissions permissions(String actions, String types, String tenants) {
        return new Permissions(words(actions), words(types), words(tenants));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(text.split(" ", -1)));
    }

    /** A caller of CALLERS_FILE whose JWTs are ours and have their name as subject. */
    public static CallersFile.Declared declared(String name, Permissions permissions, Quota quota) {
        return new CallersFile.Declared(name, new CallersFile.Proof(OURSELVES, "sub", name), permissions, quota);
    }
}

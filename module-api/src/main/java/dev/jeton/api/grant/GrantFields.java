package dev.jeton.api.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.Unopenable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A grant as named text fields: the members of the JSON in Redis, Vault and the journal, and the columns in SQL. The first
 * three names are those of other programs that share the JSON ({@code {"refresh_token", "access_token", "expires_at"}}); a
 * value that has nothing but these was written by one of them. The two tokens are sealed, each with its generation.
 */
public final class GrantFields {
    public static final String REFRESH_TOKEN = "refresh_token";
    public static final String ACCESS_TOKEN = "access_token";
    /** Unix seconds, as is {@link #ISSUED_AT}. */
    public static final String EXPIRES_AT = "expires_at";

    public static final String ISSUED_AT = "issued_at";
    public static final String GENERATION = "generation";
    public static final String FAMILY = "family";
    public static final String STATE = "state";
    public static final String CLAIM_OWNER = "claim_owner";
    /** Unix milliseconds of the store's time. */
    public static final String CLAIM_DEADLINE = "claim_deadline";

    public static final String LAST_ERROR = "last_error";

    /** In JSON these are numbers. */
    public static final Set<String> NUMBERS = Set.of(EXPIRES_AT, ISSUED_AT, GENERATION, CLAIM_DEADLINE);

    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59Z");

    private final Sealer sealer;

    public GrantFields(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The fields of {@code grant}; what it has not is left out. */
    public Map<String, String> write(TokenKey key, Grant grant) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(REFRESH_TOKEN, sealed(refreshLabel(key, grant.generation()), grant.refreshToken()));
        grant.access().ifPresent(access -> {
            try (Secret token = Secret.of(access.token().value())) {
                fields.put(ACCESS_TOKEN, sealed(accessLabel(key, grant.generation()), token));
            }
            fields.put(EXPIRES_AT, Long.toString(access.expiresAt().getEpochSecond()));
            fields.put(ISSUED_AT, Long.toString(access.issuedAt().getEpochSecond()));
        });
        fields.put(GENERATION, Long.toString(grant.generation()));
        fields.put(FAMILY, grant.family().value());
        fields.put(STATE, grant.state().name().toString());
        grant.claim().ifPresent(claim -> {
            fields.put(CLAIM_OWNER, claim.owner().toString());
            fields.put(CLAIM_DEADLINE, Long.toString(claim.deadline().toEpochMilli()));
        });
        grant.lastError().ifPresent(error -> fields.put(LAST_ERROR, error));
        return fields;
    }

    /**
     * The grant that the fields tell of; those that nobody here knows are ignored.
     *
     * @param storeTime taken for the moment of issue where another program did not write it down
     * @throws Unopenable if they cannot be read; the reason holds nothing of them
     */
    public Grant read(TokenKey key, Map<String, String> fields, Instant storeTime) throws Unopenable {
        try {
            long generation = Long.parseLong(fields.getOrDefault(GENERATION, "0"));
            GrantedAccess access = access(key, generation, fields, storeTime);
            GrantState state = state(fields);
            @Nullable String named = fields.get(FAMILY);
            @Nullable Fingerprint family = named == null ? null : new Fingerprint(named);
            // Last: nothing may fail once there is a secret to be wiped.
            Secret refreshToken = refreshToken(key, generation, fields);
            return new Grant(
                    generation,
                    family == null ? Grant.familyOf(refreshToken) : family,
                    refreshToken,
                    access,
                    state,
                    fields.get(LAST_ERROR));
        } catch (RuntimeException e) {
            throw new Unopenable("no grant of ours");
        }
    }

    private Secret refreshToken(TokenKey key, long generation, Map<String, String> fields) throws Unopenable {
        Secret token = opened(refreshLabel(key, generation), fields.getOrDefault(REFRESH_TOKEN, ""));
        if (token.isBlank()) {
            throw new Unopenable("no refresh token");
        }
        return token;
    }

    private @Nullable GrantedAccess access(TokenKey key, long generation, Map<String, String> fields, Instant storeTime)
            throws Unopenable {
        String sealed = fields.getOrDefault(ACCESS_TOKEN, "");
        @Nullable String expiresAt = fields.get(EXPIRES_AT);
        if (sealed.isEmpty() || expiresAt == null) {
            return null;
        }
        try (Secret token = opened(accessLabel(key, generation), sealed)) {
            @Nullable String issuedAt = fields.get(ISSUED_AT);
            return new GrantedAccess(
                    token.reveal(characters -> AccessToken.bearer(new String(characters))),
                    issuedAt == null ? storeTime : moment(issuedAt),
                    moment(expiresAt));
        }
    }

    /** Other programs write fractions of a second too. */
    private static Instant moment(String seconds) {
        Instant moment = Instant.ofEpochSecond(new BigDecimal(seconds).longValue());
        return moment.isAfter(LAST_MOMENT) ? LAST_MOMENT : moment;
    }

    private static GrantState state(Map<String, String> fields) {
        return switch (GrantState.Name.parse(fields.getOrDefault(STATE, "active"))) {
            case ACTIVE -> new GrantState.Active();
            case REAUTHORIZATION_REQUIRED -> new GrantState.ReauthorizationRequired();
            case CLAIMED ->
                new GrantState.Claimed(new Claim(
                        ClaimOwner.parse(fields.getOrDefault(CLAIM_OWNER, "")),
                        Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault(CLAIM_DEADLINE, "")))));
        };
    }

    private String sealed(SealLabel label, Secret secret) {
        return secret.revealUtf8(plain -> new String(sealer.seal(label, plain), UTF_8));
    }

    private Secret opened(SealLabel label, String sealed) throws Unopenable {
        byte[] plain = sealer.open(label, sealed.getBytes(UTF_8));
        try {
            return Secret.ofUtf8(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static SealLabel refreshLabel(TokenKey key, long generation) {
        return SealLabel.of("grant", key, generation);
    }

    private static SealLabel accessLabel(TokenKey key, long generation) {
        return SealLabel.of("grant-access", key, generation);
    }

    @Override
    public String toString() {
        return "GrantFields";
    }
}

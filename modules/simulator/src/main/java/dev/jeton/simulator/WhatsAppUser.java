package dev.jeton.simulator;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A system user in Meta's Business Manager, with the token that was made for it there.
 *
 * @param phoneNumberId the one number that it sends from
 * @param permissions {@link #MESSAGING}, {@link #MANAGEMENT} or both
 * @param expiresAt 60 days after the token was made; null = never
 */
public record WhatsAppUser(
        String tenant,
        String phoneNumberId,
        String token,
        Set<String> permissions,
        @Nullable Instant expiresAt) {

    /** Lets send messages. */
    public static final String MESSAGING = "whatsapp_business_messaging";

    /** Lets look at phone numbers. */
    public static final String MANAGEMENT = "whatsapp_business_management";

    /** The member that carries the token in the tenant service; tenants were set up in different years. */
    public enum Spelling {
        SYSTEM_USER_TOKEN("systemUserToken"),
        ACCESS_TOKEN("accessToken"),
        TOKEN("token");

        private final String member;

        Spelling(String member) {
            this.member = member;
        }

        String member() {
            return member;
        }
    }

    /** @throws IllegalArgumentException naming the value that is wrong, never the token */
    public WhatsAppUser {
        Registration.requireText("tenant", tenant);
        Registration.requireText("phoneNumberId", phoneNumberId);
        Registration.requireText("token", token);
        permissions = Set.copyOf(permissions);
    }

    /** A user who may do everything, with a token that never expires. */
    public static WhatsAppUser permanent(String tenant, String phoneNumberId, String token) {
        return new WhatsAppUser(tenant, phoneNumberId, token, Set.of(MESSAGING, MANAGEMENT), null);
    }

    /** The same user with a token that ends. */
    public WhatsAppUser expiringAt(Instant end) {
        return new WhatsAppUser(tenant, phoneNumberId, token, permissions, end);
    }

    /** The same user with these permissions and no others. */
    public WhatsAppUser withPermissions(String... only) {
        return new WhatsAppUser(tenant, phoneNumberId, token, Set.of(only), expiresAt);
    }

    /** When the token ends; empty = never. */
    public Optional<Instant> expiry() {
        return Optional.ofNullable(expiresAt);
    }

    @Override
    public String toString() {
        return "WhatsAppUser[" + tenant + " with " + phoneNumberId + "]";
    }
}

package dev.jeton.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The system users that Meta knows. */
public final class WhatsApp {

    private final Map<String, WhatsAppUser> users = new ConcurrentHashMap<>();
    private final TenantService tenantService;

    WhatsApp(TenantService tenantService) {
        this.tenantService = tenantService;
    }

    /** Makes a user known to Meta and puts its token into the tenant service, as {@code systemUserToken}. */
    public void register(WhatsAppUser user) {
        register(user, WhatsAppUser.Spelling.SYSTEM_USER_TOKEN);
    }

    /** Makes a user known to Meta and puts its token into the tenant service under this name. */
    public void register(WhatsAppUser user, WhatsAppUser.Spelling spelling) {
        registerOnly(user);
        Map<String, String> credentials = new LinkedHashMap<>();
        credentials.put(spelling.member(), user.token());
        credentials.put("phoneNumberId", user.phoneNumberId());
        user.expiry().ifPresent(end -> credentials.put("expiresAt", end.toString()));
        tenantService.put(user.tenant(), "whatsapp", credentials);
    }

    /** Makes a user known to Meta alone; what the tenant service says stays as it is. */
    public void registerOnly(WhatsAppUser user) {
        WhatsAppUser old = users.putIfAbsent(user.token(), user);
        if (old != null && !old.tenant().equals(user.tenant())) {
            throw new IllegalArgumentException("the token of " + user + " is another tenant's");
        }
        users.put(user.token(), user);
    }

    Optional<WhatsAppUser> find(String token) {
        return Optional.ofNullable(users.get(token));
    }
}

package dev.jeton.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Three tenants to play with: {@code acme} with Genesys in us-east-1 and a WhatsApp token without end, {@code globex} with
 * Genesys in Ireland, by domain, and a WhatsApp token of 60 days, {@code initech} with the declared provider {@value
 * #PROVIDER}; each of them has connected at Qontak. Their secrets are invented anew each time.
 */
public final class Demo {

    /** The provider that has to be declared, see {@link #providersFile}. */
    public static final String PROVIDER = "acme-crm";

    /** The demo tenants. */
    public static final List<String> TENANTS = List.of("acme", "globex", "initech");

    private static final String SCOPE = "contacts.read";
    private static final Duration SYSTEM_USER_TOKEN_LIFETIME = Duration.ofDays(60);

    private Demo() {}

    /** Makes the demo tenants known everywhere. */
    public static void register(Simulator simulator) {
        simulator.genesys().register(GenesysClient.invented("acme", "us-east-1"));
        simulator.genesys().register(GenesysClient.invented("globex", "mypurecloud.ie"));
        simulator.whatsApp().register(user("acme", "100000000000001"));
        simulator
                .whatsApp()
                .register(user("globex", "100000000000002")
                        .expiringAt(simulator.clock().instant().plus(SYSTEM_USER_TOKEN_LIFETIME)));
        simulator
                .oauth()
                .register(
                        PROVIDER,
                        OAuthClient.invented("initech", OAuthClient.Authentication.POST)
                                .with(new OAuthClient.Allowance(Set.of(SCOPE), Duration.ofHours(1))));
        TENANTS.forEach(simulator.qontak()::connect);
    }

    /** The refresh token that a demo tenant brought home from Qontak; it works once. */
    public static String qontakRefreshToken(Simulator simulator, String tenant) {
        return simulator.qontak().grants().firstToken(tenant).orElseThrow();
    }

    /** The content of a PROVIDERS_FILE that declares {@value #PROVIDER} as it is simulated; holds no secret. */
    public static String providersFile(Simulator simulator) {
        return Json.write(Map.of("providers", Map.of(PROVIDER, declaration(simulator))));
    }

    private static Map<String, String> declaration(Simulator simulator) {
        return Map.of(
                "grant",
                "client_credentials",
                "tokenUrl",
                simulator.oauthTokenUrl(PROVIDER),
                "clientAuthentication",
                "post",
                "scope",
                SCOPE,
                "defaultLifetime",
                "1h",
                "apiBaseUrl",
                simulator.oauthApiUrl(PROVIDER));
    }

    private static WhatsAppUser user(String tenant, String phoneNumberId) {
        return WhatsAppUser.permanent(tenant, phoneNumberId, CanarySecrets.invent("system-user-token"));
    }
}

package dev.jeton.providers.whatsapp;

import dev.jeton.api.AccessToken;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Instant;
import java.util.Optional;

/**
 * WhatsApp Business: the token is a system user's and already stands among the tenant's credentials, so nothing is
 * exchanged. Exchanging it would even do harm: a permanent token would become one of 60 days.
 *
 * <p>Credentials are {@code systemUserToken}, {@code accessToken} or {@code token}, and {@code expiresAt} (RFC 3339 or
 * Unix seconds) where the token is not permanent.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/business-management-api/get-started">Meta, system user
 *     access tokens</a>
 */
public final class WhatsAppProvider implements TokenProvider {

    public static final ProviderId ID = new ProviderId("whatsapp");

    private final TimeSource time;

    public WhatsAppProvider(TimeSource time) {
        this.time = time;
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Issuance issuance() {
        return Issuance.STATIC;
    }

    @Override
    public IssuedToken issue(TenantId tenant, Credentials credentials, Deadline deadline) {
        Secret token = credentials
                .secret("systemUserToken", "accessToken", "token")
                .orElseThrow(() -> new CredentialsNotFound("systemUserToken is missing from the tenant's credentials"));
        return new IssuedToken(accessToken(token), validity(credentials));
    }

    private static AccessToken accessToken(Secret token) {
        try {
            return AccessToken.bearer(token.reveal(String::new).strip());
        } catch (IllegalArgumentException e) {
            throw new CredentialsNotFound(
                    "systemUserToken in the tenant's credentials is no token that a header can carry");
        }
    }

    private Validity validity(Credentials credentials) {
        Optional<Instant> expiry = credentials
                .text("expiresAt", "expires_at", "tokenExpiresAt", "expiry")
                .flatMap(ExpiryText::parse);
        if (expiry.isEmpty()) {
            return new Validity.Unlimited();
        }
        if (!time.now().isBefore(expiry.get())) {
            throw new CredentialsRejected("the tenant's system user token has expired and must be made anew");
        }
        return new Validity.Until(expiry.get());
    }

    @Override
    public String toString() {
        return "WhatsAppProvider";
    }
}

package dev.jeton.app.desk;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A broker that runs. */
public final class BrokerDesk implements Desk {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private final BrokerCalls calls;

    /** @param secretOrNull that it asks its callers for; null = it asks for none */
    public BrokerDesk(URI broker, @Nullable Secret secretOrNull) {
        this.calls = new BrokerCalls(broker, secretOrNull);
    }

    @Override
    public ConnectionDesk connections() {
        return new BrokerConnections(calls);
    }

    @Override
    public CredentialDesk credentials() {
        return new BrokerCredentials(calls);
    }

    @Override
    public KeyDesk keys() {
        return new BrokerKeys(calls);
    }

    @Override
    public String rotateSigningKey() {
        return calls.post("/api/v1/identity/jwt-keys/rotate", NOTHING)
                .path("kid")
                .asText();
    }

    /** Neither part needs to be escaped. */
    static String path(String area, TokenKey key) {
        return "/api/v1/" + area + "/" + key.provider() + "/" + key.tenant();
    }

    @Override
    public void close() {
        calls.close();
    }
}

package dev.jeton.vault;

import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.http.HttpProbe;
import dev.jeton.testkit.server.VaultStub;
import dev.jeton.testkit.time.ManualTime;
import java.net.URI;
import java.time.Duration;

/** A stub of Vault whose clock stands still, and a store on it as one process has it. */
final class OpenedVault implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    final ManualTime vaultTime = ManualTime.standingStill();
    final RecordingEvents events = new RecordingEvents();
    final VaultStub vault = VaultStub.start(vaultTime::now);
    private final HttpProbe probe = HttpProbe.at("127.0.0.1", vault.address().getPort());
    private final VaultStore store = open(TimeSource.system());

    /** The store as another process has it; the caller closes it. */
    VaultStore open(TimeSource time) {
        return VaultStore.open(settings(vault.address(), vault.token()), Sealer.none(), events, time);
    }

    static VaultSettings settings(URI address, String token) {
        return new VaultSettings(address, Secret.of(token), "secret", "qontak/tokens", null, TIMEOUT);
    }

    GrantStore grants() {
        return store.grants();
    }

    CredentialStore credentials() {
        return store.credentials();
    }

    /** What an operator does with {@code vault kv}; {@code json} empty = nothing is sent along. */
    HttpAnswer operator(String method, String path, String json) {
        String token = vault.token();
        return method.equals("POST")
                ? probe.post("/v1/secret/" + path, json, "X-Vault-Token", token)
                : probe.send(method, "/v1/secret/" + path, "X-Vault-Token", token);
    }

    @Override
    public void close() {
        store.close();
        vault.close();
    }
}

package dev.jeton.bench.peer;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2CredentialsWithRefresh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * google-auth-library: one credentials object a tenant, found in a map, for each holds one token. More than Jeton: the answer
 * is a ready header. Less: nothing is bounded, and nothing is shared with other processes.
 */
public final class GoogleAuthPeer implements TokenPeer {

    private static final URI API = URI.create("https://api.example.com");

    private final Map<String, OAuth2CredentialsWithRefresh> credentials;

    public GoogleAuthPeer(List<String> tenants) {
        this.credentials = tenants.stream().collect(Collectors.toConcurrentMap(each -> each, GoogleAuthPeer::of));
    }

    private static OAuth2CredentialsWithRefresh of(String tenant) {
        Date expiry = Date.from(Instant.now().plus(Duration.ofDays(1)));
        return OAuth2CredentialsWithRefresh.newBuilder()
                .setAccessToken(new AccessToken("token-of-" + tenant, expiry))
                .setRefreshHandler(() -> {
                    throw new IOException("a cached token was measured, and is not there");
                })
                .build();
    }

    @Override
    public String token(String tenant) {
        try {
            return TokenPeer.known(credentials, tenant)
                    .getRequestMetadata(API)
                    .getOrDefault("Authorization", List.of())
                    .getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

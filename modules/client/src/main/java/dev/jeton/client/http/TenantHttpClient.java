package dev.jeton.client.http;

import dev.jeton.api.TokenKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An {@link AuthorizedHttpClient} whose requests are all for one tenant. */
public final class TenantHttpClient {

    private final AuthorizedHttpClient client;
    private final TokenKey key;

    TenantHttpClient(AuthorizedHttpClient client, TokenKey key) {
        this.client = client;
        this.key = key;
    }

    /** As {@link AuthorizedHttpClient#send}. */
    public <T extends @Nullable Object> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(request, handler, key);
    }

    /** As {@link AuthorizedHttpClient#sendAsync}. */
    public <T extends @Nullable Object> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler) {
        return client.sendAsync(request, handler, key);
    }

    @Override
    public String toString() {
        return client + " for " + key;
    }
}

package dev.jeton.client.http;

import dev.jeton.api.TokenKey;
import dev.jeton.client.TokenSource;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client with a token in every request. A token that the API refuses is replaced, and the request is sent
 * once more with another one; what the API says to that is the answer. Safe for use by many threads.
 *
 * <pre>{@code
 * var api = AuthorizedHttpClient.with(tokens).mayCall(URI.create("https://api.mypurecloud.com")).build();
 * var response = api.send(request, BodyHandlers.ofString(), TokenKey.of("genesys", "acme"));
 * }</pre>
 *
 * <p>Tokens go to the named origins only, and no redirect is followed. Sent again is only what the API has refused for its
 * token: nothing is ever done twice. The request's timeout holds for each attempt, so a call takes two of them at most
 * and what the {@link TokenSource} takes; as ever with the JDK's client, it ends with the head of the response.
 *
 * <p>A request is refused with an {@link IllegalArgumentException} before a token is fetched if it goes elsewhere, if it
 * carries an {@code Authorization} of its own, or if its body can perhaps be sent only once (see {@link Bodies}). Server
 * push is declined.
 */
public final class AuthorizedHttpClient implements AutoCloseable {

    static final String AUTHORIZATION = "Authorization";

    private final CallRules rules;
    private final Set<Origin> origins;
    private final Runnable closing;

    AuthorizedHttpClient(CallRules rules, Set<Origin> origins, Runnable closing) {
        this.rules = rules;
        this.origins = origins;
        this.closing = closing;
    }

    /** Begins a client whose tokens come from {@code source}, which stays open when the client is closed. */
    public static AuthorizedHttpClientBuilder with(TokenSource source) {
        return new AuthorizedHttpClientBuilder(source);
    }

    /**
     * The API's answer to {@code request}, with the token of {@code key}.
     *
     * @param handler gets the body of the answer, never that of an answer to a token that was replaced
     * @throws IOException if the API cannot be reached, breaks off, or is late; also if the second attempt could not have
     *     the whole body
     * @throws RuntimeException as the source does that has no token, or no other
     */
    public <T extends @Nullable Object> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, TokenKey key)
            throws IOException, InterruptedException {
        return call(request, handler, key).make();
    }

    /**
     * The same without waiting, on a virtual thread. Cancelling the future, or completing it in any other way, ends the
     * call; it fails with just what {@link #send} throws.
     */
    public <T extends @Nullable Object> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, TokenKey key) {
        return OnItsOwnThread.answer(call(request, handler, key));
    }

    /** This client for one tenant's requests. */
    public TenantHttpClient forTenant(TokenKey key) {
        return new TenantHttpClient(this, key);
    }

    private <T extends @Nullable Object> ApiCall<T> call(HttpRequest request, BodyHandler<T> handler, TokenKey key) {
        Origin origin = Origin.of(request.uri());
        if (!origins.contains(origin)) {
            throw new IllegalArgumentException("no token goes to " + origin + ", only to " + origins + " (mayCall)");
        }
        if (request.headers().firstValue(AUTHORIZATION).isPresent()) {
            throw new IllegalArgumentException("the request has an Authorization already; leave it to this client");
        }
        return new ApiCall<>(rules, request, handler, key);
    }

    /**
     * Closes the HTTP client if it is this one's own. Attempts under way go on to their end; a call that would need a second one after
     * this fails with an {@link IOException}.
     */
    @Override
    public void close() {
        closing.run();
    }

    @Override
    public String toString() {
        return "AuthorizedHttpClient" + origins;
    }
}

package dev.jeton.providers.oauth;

import dev.jeton.api.TokenException;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.HttpAnswer;
import dev.jeton.providers.http.UpstreamHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;

/** One token endpoint (RFC 6749 section 3.2): sends a request for a token and reads the answer. */
public final class TokenEndpoint {

    private final URI uri;
    private final ClientAuthentication authentication;
    private final Duration defaultLifetime;
    private final UpstreamHttp http;
    private final TimeSource time;

    /** @param defaultLifetime of a token whose answer does not say */
    public TokenEndpoint(
            URI uri,
            ClientAuthentication authentication,
            Duration defaultLifetime,
            UpstreamHttp http,
            TimeSource time) {
        this.uri = uri;
        this.authentication = authentication;
        this.defaultLifetime = defaultLifetime;
        this.http = http;
        this.time = time;
    }

    /**
     * A new token for this client, by the client-credentials grant (RFC 6749 section 4.4).
     *
     * @throws TokenException.CredentialsRejected if the server refuses the client
     * @throws TokenException.RateLimited if it asks for a pause
     * @throws TokenException.UpstreamFailed if it fails or answers nonsense
     * @throws TokenException.UpstreamTimeout if it has not answered whole before {@code deadline}
     */
    public IssuedToken clientCredentials(ClientCredentials client, Deadline deadline) {
        long sent = time.nanos();
        HttpAnswer answer = send(client, deadline);
        try {
            // The life of a token began when it was asked for, not when its answer arrived.
            return new TokenAnswerReader(defaultLifetime, time).read(answer, time.since(sent));
        } finally {
            answer.wipe();
        }
    }

    private HttpAnswer send(ClientCredentials client, Deadline deadline) {
        try (TokenForm form = TokenForm.clientCredentials(authentication, client)) {
            byte[] body = form.body();
            try {
                return http.send(request(form, body), deadline);
            } finally {
                Arrays.fill(body, (byte) 0);
            }
        }
    }

    private HttpRequest request(TokenForm form, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        String authorization = form.authorization();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    @Override
    public String toString() {
        return "TokenEndpoint[" + uri + "]";
    }
}

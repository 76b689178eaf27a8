package dev.jeton.providers.oauth;

import dev.jeton.api.TokenException;
import dev.jeton.api.grant.Spending;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.HttpAnswer;
import dev.jeton.providers.http.OneTimeBody;
import dev.jeton.providers.http.UpstreamHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
            byte[] body = form.body(BodyFormat.FORM);
            try {
                return http.send(request(form, BodyFormat.FORM, BodyPublishers.ofByteArray(body)), deadline);
            } finally {
                Arrays.fill(body, (byte) 0);
            }
        }
    }

    /**
     * Spends a refresh token (RFC 6749 section 6), by one request whose body leaves this process once at most.
     *
     * @param client null = the refresh token speaks for itself
     */
    public Spending refresh(
            @Nullable ClientCredentials client,
            Secret refreshToken,
            BodyFormat format,
            RefreshTokenProvider.Times times) {
        try (TokenForm form = TokenForm.refresh(authentication, client, refreshToken)) {
            byte[] bytes = form.body(format);
            OneTimeBody body = new OneTimeBody(bytes, times.sendBefore());
            try {
                return read(request(form, format, body), times.answerBefore());
            } catch (TokenException e) {
                return body.withdraw() ? new Spending.NotSpent(e) : new Spending.Lost(e);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    private Spending read(HttpRequest request, Deadline deadline) {
        long sent = time.nanos();
        HttpAnswer answer = http.send(request, deadline);
        try {
            TokenAnswerReader tokens = new TokenAnswerReader(defaultLifetime, time);
            return new RefreshAnswerReader(tokens, time).read(answer, time.since(sent));
        } finally {
            answer.wipe();
        }
    }

    private HttpRequest request(TokenForm form, BodyFormat format, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", format.contentType())
                .header("Accept", "application/json")
                .POST(body);
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

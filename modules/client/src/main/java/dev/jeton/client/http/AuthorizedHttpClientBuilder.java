package dev.jeton.client.http;

import dev.jeton.api.time.TimeSource;
import dev.jeton.client.TokenSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what an {@link AuthorizedHttpClient} is made of. */
public final class AuthorizedHttpClientBuilder {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final TokenSource source;
    private final Set<Origin> origins = new LinkedHashSet<>();
    private @Nullable HttpClient lent;
    private DeadToken deadToken = DeadToken.UNAUTHORIZED;
    private Duration timeout = TIMEOUT;
    private CallEvents events = CallEvents.NO_OP;
    private TimeSource time = TimeSource.system();

    AuthorizedHttpClientBuilder(TokenSource source) {
        this.source = source;
    }

    /**
     * Where tokens may go; at least one origin has to be named.
     *
     * @param first scheme, host and port, {@code https://api.mypurecloud.com}; http on loopback only
     * @throws IllegalArgumentException if one of them says less, or more, or would carry tokens in plain text
     */
    public AuthorizedHttpClientBuilder mayCall(URI first, URI... more) {
        origins.add(Origin.trusted(first));
        for (URI origin : more) {
            origins.add(Origin.trusted(origin));
        }
        return this;
    }

    /**
     * Sends with this HTTP client, which stays open; the default is one of its own. With an {@code Authenticator} the JDK
     * itself takes a 401 that has no {@code WWW-Authenticate} for a fault, and it never comes here.
     *
     * @throws IllegalArgumentException if it follows redirects: it would carry the token to another host
     */
    public AuthorizedHttpClientBuilder httpClient(HttpClient client) {
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "httpClient must not follow redirects (Redirect.NEVER), for they would carry"
                            + " the token to another host");
        }
        lent = client;
        return this;
    }

    /** What says that a token is dead; the default is status 401. */
    public AuthorizedHttpClientBuilder deadToken(DeadToken sign) {
        deadToken = sign;
        return this;
    }

    /**
     * How long an attempt may take whose request names no timeout; 30 seconds unless told otherwise.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public AuthorizedHttpClientBuilder timeout(Duration ofAnAttempt) {
        if (!ofAnAttempt.isPositive()) {
            throw new IllegalArgumentException("timeout must be longer than nothing, not " + ofAnAttempt);
        }
        timeout = ofAnAttempt;
        return this;
    }

    public AuthorizedHttpClientBuilder events(CallEvents listener) {
        events = CallEvents.contained(listener);
        return this;
    }

    /** The clock by which pauses are measured. */
    AuthorizedHttpClientBuilder time(TimeSource clock) {
        time = clock;
        return this;
    }

    /**
     * The client.
     *
     * @throws IllegalStateException if no origin was named
     */
    public AuthorizedHttpClient build() {
        if (origins.isEmpty()) {
            throw new IllegalStateException("mayCall must name at least one origin to which tokens may go");
        }
        HttpClient http = lent != null ? lent : ownClient();
        CallRules rules =
                new CallRules(source, http, deadToken, timeout, new Aftermath(new FutileReplacements(time), events));
        return new AuthorizedHttpClient(rules, Set.copyOf(origins), lent != null ? () -> {} : http::shutdown);
    }

    private static HttpClient ownClient() {
        return HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }
}

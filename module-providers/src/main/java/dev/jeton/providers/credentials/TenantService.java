package dev.jeton.providers.credentials;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenException.Unavailable;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.HttpAnswer;
import dev.jeton.providers.http.UpstreamHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Credentials from {@code GET {url}/tenants/{tenantId}/credentials/{type}}. Timeouts, broken connections and server errors
 * are tried again twice, all within one timeout; 404 is a definite "none". Everything else is "cannot be asked just now".
 */
public final class TenantService implements CredentialSource {

    private static final int MAX_RETRIES = 2;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final TenantServiceSettings settings;
    private final UpstreamHttp http;
    private final TimeSource time;

    public TenantService(TenantServiceSettings settings, UpstreamHttp http, TimeSource time) {
        this.settings = settings;
        this.http = http;
        this.time = time;
    }

    @Override
    public Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        Deadline mine = deadline.orIn(settings.timeout());
        HttpRequest request = request(key, correlationId);
        for (int failures = 0; ; failures++) {
            try {
                return read(key, http.send(request, mine));
            } catch (UpstreamFailed | UpstreamTimeout e) {
                if (failures >= MAX_RETRIES || !pauseWithin(mine)) {
                    throw unavailable(e);
                }
            }
        }
    }

    private HttpRequest request(TokenKey key, CorrelationId correlationId) {
        // Neither a tenant nor a provider has a character that would need encoding in a path.
        URI uri = URI.create(settings.base() + "/tenants/" + key.tenant() + "/credentials/" + key.provider());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json")
                .header("X-Correlation-ID", correlationId.value())
                .GET();
        settings.bearer().ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal(String::new)));
        return request.build();
    }

    private static Optional<Credentials> read(TokenKey key, HttpAnswer answer) {
        try {
            return switch (answer.status()) {
                case 200 -> Optional.of(credentials(key, answer));
                case 404 -> absent(answer);
                default -> throw refused(answer);
            };
        } finally {
            answer.wipe();
        }
    }

    private static RuntimeException refused(HttpAnswer answer) {
        String what = "the Tenant Service answered with status " + answer.status();
        boolean mayPass = answer.isServerError() || answer.status() == 429;
        return mayPass ? UpstreamFailed.passing(what, null, null) : new StoreUnavailable(what, null);
    }

    private static Credentials credentials(TokenKey key, HttpAnswer answer) {
        try (JsonObject body = CredentialsJson.read(answer.body())) {
            return body.credentials(key.provider());
        } catch (IOException e) {
            throw new StoreUnavailable("the Tenant Service answered what is no JSON object", e);
        }
    }

    private static Optional<Credentials> absent(HttpAnswer answer) {
        if (code(answer).equals("TENANT_NOT_FOUND")) {
            throw new TenantNotFound("the Tenant Service does not know the tenant");
        }
        return Optional.empty();
    }

    private static String code(HttpAnswer answer) {
        try (JsonObject body = CredentialsJson.read(answer.body())) {
            return body.text("code").or(() -> body.text("error")).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private boolean pauseWithin(Deadline mine) {
        if (mine.remaining().compareTo(BETWEEN_ATTEMPTS) <= 0) {
            return false;
        }
        try {
            time.pause(BETWEEN_ATTEMPTS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static StoreUnavailable unavailable(Unavailable failure) {
        return new StoreUnavailable("the Tenant Service cannot be asked: " + failure.detail(), failure);
    }

    @Override
    public String toString() {
        return "TenantService[" + settings.base() + "]";
    }
}

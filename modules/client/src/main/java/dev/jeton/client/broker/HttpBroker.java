package dev.jeton.client.broker;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.client.BrokerException;
import dev.jeton.client.BrokerException.Said;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;

/**
 * A broker across HTTP. What a token's life is counted from is the moment before the request was sent, so it is never believed
 * for longer than it lives.
 */
public final class HttpBroker implements Broker {

    private static final int OK = 200;
    private static final int REFUSALS = 400;

    private final TokenRequests requests;
    private final Exchange exchange;
    private final Pauses pauses;
    private final TimeSource time;
    private final TtlPolicy policy = TtlPolicy.forClients();

    /** @param client whoever made it closes it */
    public HttpBroker(URI base, String secret, HttpClient client, TimeSource time) {
        this.requests = new TokenRequests(base, secret);
        this.exchange = new Exchange(client);
        this.pauses = new Pauses(time);
        this.time = time;
    }

    @Override
    public TokenEntry ask(TokenKey key, Optional<Fingerprint> rejected, Deadline deadline) {
        String correlationId = CorrelationId.random().value();
        HttpRequest request = requests.request(key, rejected, correlationId);
        Instant sent = time.now();
        HttpResponse<byte[]> response = exchange.answer(request, deadline, correlationId);
        String heardAs = correlationId(response, correlationId);
        if (response.statusCode() >= REFUSALS) {
            throw Problem.in(response, pauses, heardAs);
        }
        return entry(response, sent, heardAs);
    }

    private TokenEntry entry(HttpResponse<byte[]> response, Instant sent, String correlationId) {
        if (response.statusCode() != OK) {
            throw nonsense(response, "with status " + response.statusCode(), correlationId);
        }
        if (!isJson(response)) {
            throw nonsense(response, "what is no JSON", correlationId);
        }
        try {
            TokenAnswer answer = TokenAnswer.read(response.body());
            return new TokenEntry(answer.token(), policy.schedule(answer.validity(), sent));
        } catch (IOException e) {
            // Without the cause: what a parser says quotes what it read.
            throw nonsense(response, "what holds no token", correlationId);
        }
    }

    private static BrokerException nonsense(HttpResponse<byte[]> response, String what, String correlationId) {
        return BrokerException.failed(
                BrokerException.NONSENSE,
                response.statusCode(),
                "the broker answers " + what,
                Said.nothing(correlationId));
    }

    private static boolean isJson(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    /** The id that the broker has it under; another one than ours where somebody in between gave it one. */
    private static String correlationId(HttpResponse<byte[]> response, String ours) {
        return response.headers()
                .firstValue("X-Correlation-ID")
                .flatMap(CorrelationId::parse)
                .map(CorrelationId::value)
                .orElse(ours);
    }

    @Override
    public String toString() {
        return "HttpBroker[" + requests + "]";
    }
}

package dev.jeton.client.broker;

import dev.jeton.api.time.Deadline;
import dev.jeton.client.BrokerException;
import dev.jeton.client.BrokerException.Said;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One question and its answer, whole, before a deadline, over however many connections that takes: one that broke without an
 * answer is tried once more, for a broker that was started again has closed all that clients keep open, and asking twice for a
 * token does no harm.
 */
final class Exchange {

    private final HttpClient client;

    Exchange(HttpClient client) {
        this.client = client;
    }

    /** @throws BrokerException if there is no answer */
    HttpResponse<byte[]> answer(HttpRequest request, Deadline deadline, String correlationId) {
        try {
            return attempt(request, deadline);
        } catch (Broken first) {
            return lastAttempt(request, deadline, correlationId);
        } catch (NoAnswer e) {
            throw e.told(correlationId);
        }
    }

    private HttpResponse<byte[]> lastAttempt(HttpRequest request, Deadline deadline, String correlationId) {
        try {
            return attempt(request, deadline);
        } catch (NoAnswer e) {
            throw e.told(correlationId);
        }
    }

    private HttpResponse<byte[]> attempt(HttpRequest request, Deadline deadline) throws NoAnswer {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new BoundedBody());
        try {
            return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NoAnswer(BrokerException.TIMEOUT, "the broker does not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(BrokerException.CLOSED, "the client was closed while the broker was asked");
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        } finally {
            // Closes the connection of an exchange that nobody waits for any more; does nothing to a finished one.
            answer.cancel(true);
        }
    }

    /** By kind alone: what the HTTP client says quotes what came over the wire. */
    private static NoAnswer translated(@Nullable Throwable cause) {
        return switch (cause) {
            case BoundedBody.TooLong e ->
                new NoAnswer(BrokerException.NONSENSE, "the broker answers more than a token needs");
            case HttpTimeoutException e ->
                new NoAnswer(BrokerException.TIMEOUT, "the broker cannot be connected to in time");
            case ConnectException e -> new NoAnswer(BrokerException.UNREACHABLE, "the broker cannot be connected to");
            case SSLException e ->
                new NoAnswer(BrokerException.UNREACHABLE, "the broker cannot be trusted or broke off");
            case ProtocolException e -> new NoAnswer(BrokerException.NONSENSE, "the broker answers what is no HTTP");
            case IOException e -> new Broken();
            case null, default -> new NoAnswer(BrokerException.NONSENSE, "the broker answers what is no HTTP");
        };
    }

    /** No answer came that could be looked at. */
    private static class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final String sentence;

        NoAnswer(String code, String sentence) {
            super(sentence, null, false, false);
            this.code = code;
            this.sentence = sentence;
        }

        BrokerException told(String correlationId) {
            return BrokerException.failed(code, 0, sentence, Said.nothing(correlationId));
        }
    }

    /** The connection broke before the answer was whole. */
    private static final class Broken extends NoAnswer {
        private static final long serialVersionUID = 1L;

        Broken() {
            super(BrokerException.UNREACHABLE, "the broker broke off");
        }
    }
}

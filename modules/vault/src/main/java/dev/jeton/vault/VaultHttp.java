package dev.jeton.vault;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to Vault and reads the answer, whole and in time. Nothing is sent twice: a write whose answer is lost may
 * have been applied, and its repetition would look as if somebody else had been quicker. No redirect is followed, for the
 * token would go along; the nodes of a Vault pass requests on among themselves, and a balancer can tell who is active.
 */
final class VaultHttp implements AutoCloseable {

    static final long LONGEST_ANSWER = 1 << 20;

    /** A list has a line for each tenant. */
    static final long LONGEST_LIST = 16 << 20;

    private final VaultSettings settings;
    private final Secret token;
    private final TimeSource time;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    VaultHttp(VaultSettings settings, TimeSource time) {
        this.settings = settings;
        this.token = settings.token().copy();
        this.time = time;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .executor(threads)
                .build();
    }

    /** The deadline of a request that nobody gave one. */
    Deadline deadline() {
        return Deadline.in(settings.timeout(), time);
    }

    /** @param path below {@code /v1/} */
    VaultAnswer get(String path, Deadline deadline) {
        return send(request(path).GET().build(), deadline, LONGEST_ANSWER);
    }

    /** The answer to a list, which may be longer. */
    VaultAnswer list(String path, Deadline deadline) {
        return send(request(path + "?list=true").GET().build(), deadline, LONGEST_LIST);
    }

    VaultAnswer post(String path, byte[] json, Deadline deadline) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build();
        return send(request, deadline, LONGEST_ANSWER);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.base() + path))
                .header("X-Vault-Request", "true")
                .header("X-Vault-Token", token.reveal(String::new));
        settings.namespace().ifPresent(name -> request.header("X-Vault-Namespace", name));
        return request;
    }

    private VaultAnswer send(HttpRequest request, Deadline asked, long longest) {
        Deadline deadline = asked.orIn(settings.timeout());
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BoundedBody.handler(longest));
        try {
            return VaultAnswer.of(answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new StoreUnavailable("Vault did not answer in time", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for Vault", null);
        } catch (ExecutionException e) {
            throw new StoreUnavailable(sentence(e.getCause()), null);
        } finally {
            // Closes the connection of an exchange that nobody waits for any more; does nothing to a finished one.
            answer.cancel(true);
        }
    }

    /** The kind alone: messages of the HTTP client quote what came over the wire, and that may be a secret. */
    private static String sentence(@Nullable Throwable cause) {
        return switch (cause) {
            case BoundedBody.TooLong e -> "Vault answered more than any secret of ours has";
            case HttpTimeoutException e -> "Vault could not be connected to in time";
            case ConnectException e -> "Vault cannot be connected to";
            case SSLException e -> "Vault cannot be trusted, or broke off the handshake";
            case IOException e -> "Vault broke off (" + e.getClass().getSimpleName() + ")";
            case null, default -> "Vault answered what is no HTTP";
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
        token.close();
    }

    @Override
    public String toString() {
        return "VaultHttp[" + settings.base() + "]";
    }
}

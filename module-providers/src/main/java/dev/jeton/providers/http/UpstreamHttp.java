package dev.jeton.providers.http;

import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.time.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends small requests and reads small answers, whole and in time: the deadline holds from the first byte sent to the last
 * byte read, an answer may have 256 KiB, and no redirect is followed, for it would carry credentials to another host.
 *
 * <p>HTTP/1.1 on purpose: over HTTP/2 all tenants would share one connection, and one stuck connection would stop them all.
 */
public final class UpstreamHttp implements AutoCloseable {

    /** Longer answers are refused unread. */
    static final int LONGEST_ANSWER = 256 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    public UpstreamHttp() {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(threads)
                .build();
    }

    /**
     * The answer to {@code request}, whatever its status.
     *
     * @throws UpstreamTimeout if it is not there whole before {@code deadline}
     * @throws UpstreamFailed if the server cannot be reached, breaks off, or answers too much
     */
    public HttpAnswer send(HttpRequest request, Deadline deadline) {
        if (deadline.hasPassed()) {
            throw new UpstreamTimeout("no time is left to ask " + host(request));
        }
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BoundedBody.handler(LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            return new HttpAnswer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw new UpstreamTimeout(host(request) + " did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamTimeout("interrupted while waiting for " + host(request));
        } catch (ExecutionException e) {
            throw translated(request, e.getCause());
        } finally {
            // Closes the connection of an exchange that nobody waits for any more; does nothing to a finished one.
            answer.cancel(true);
        }
    }

    private static RuntimeException translated(HttpRequest request, @Nullable Throwable cause) {
        return switch (cause) {
            case BoundedBody.TooLong e ->
                UpstreamFailed.nonsense(host(request) + " answered more than any token needs", e);
            case HttpTimeoutException e -> new UpstreamTimeout(host(request) + " could not be connected to in time");
            case ConnectException e -> UpstreamFailed.passing(host(request) + " cannot be connected to", e, null);
            case SSLException e -> UpstreamFailed.passing(host(request) + " cannot be trusted or broke off", e, null);
            case IOException e -> UpstreamFailed.passing(host(request) + " broke off" + kind(e), null, null);
            case null, default ->
                UpstreamFailed.nonsense(host(request) + " answered what is no HTTP" + kind(cause), null);
        };
    }

    /** The kind alone: messages of the HTTP client quote what came over the wire, and that may be a secret. */
    private static String kind(@Nullable Throwable cause) {
        return cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
    }

    private static String host(HttpRequest request) {
        return String.valueOf(request.uri().getHost());
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}

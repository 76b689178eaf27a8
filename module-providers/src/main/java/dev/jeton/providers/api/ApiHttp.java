package dev.jeton.providers.api;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenException.InvalidRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to providers' APIs, and hands their answers on as they come: bodies of any length, of which no more than a few
 * pieces are held. No redirect is followed, for it would carry the token to another host.
 *
 * <p>HTTP/1.1 on purpose: over HTTP/2 a reader that is slow would have megabytes of its answer held here, and all tenants of a
 * provider would share one connection.
 */
public final class ApiHttp implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration patience;
    private final HttpClient client;

    /** @param patience the longest silence that an API may keep, before its answer and in the middle of it */
    public ApiHttp(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(threads)
                .build();
    }

    /**
     * The answer to {@code request}, whatever its status, as soon as its head is there. A body that is streamed is read by this
     * thread; an API that answers before it has all of it is heard once it closes the connection.
     *
     * @throws ApiFailure if there is no answer
     * @throws IOException if the body that is to be sent breaks off
     * @throws InvalidRequest if a header cannot be sent
     */
    public ApiAnswer send(ApiRequest request, AccessToken token) throws ApiFailure, IOException {
        PumpedBody pumped =
                request.body() instanceof ApiBody.Streamed streamed ? new PumpedBody(streamed.length()) : null;
        HttpRequest prepared = prepared(request, token, pumped == null ? publisher(request.body()) : pumped);
        CompletableFuture<HttpResponse<Pieces>> answer = client.sendAsync(prepared, ApiHttp::pieces);
        boolean answered = false;
        try {
            if (pumped != null && request.body() instanceof ApiBody.Streamed streamed) {
                var unused = answer.whenComplete((head, failure) -> pumped.wake());
                pumped.pump(streamed.bytes(), patience, answer::isDone);
            }
            HttpResponse<Pieces> head = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            answered = true;
            return new ApiAnswer(head.statusCode(), head.headers(), head.body(), patience);
        } catch (TimeoutException e) {
            throw ApiFailure.silent(request.target().getHost() + " did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiFailure.broken(
                    "interrupted while waiting for " + request.target().getHost(), e);
        } catch (ExecutionException e) {
            throw translated(request.target().getHost(), e.getCause());
        } finally {
            if (!answered) {
                abandon(answer);
            }
        }
    }

    private static HttpRequest prepared(ApiRequest request, AccessToken token, BodyPublisher body) {
        HttpRequest.Builder prepared = HttpRequest.newBuilder(request.target()).method(request.method(), body);
        for (ApiRequest.Header header : request.headers()) {
            if (!header.value().chars().allMatch(c -> c < 0x7f)) {
                // It would be sent with question marks in its place.
                throw new InvalidRequest("headers: " + header.name() + " has characters beyond ASCII");
            }
            try {
                prepared.header(header.name(), header.value());
            } catch (IllegalArgumentException e) {
                throw new InvalidRequest("headers: one of them cannot be sent on");
            }
        }
        return prepared.header("Authorization", token.type() + " " + token.value())
                .build();
    }

    /** An answer whose length can be understood in two ways is none: what follows it would be taken for the next one. */
    private static Pieces pieces(HttpResponse.ResponseInfo head) {
        List<String> codings = head.headers().allValues("Transfer-Encoding");
        List<String> lengths = head.headers().allValues("Content-Length");
        boolean chunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        boolean plain =
                codings.isEmpty() && lengths.size() <= 1 && lengths.stream().allMatch(LENGTH.asMatchPredicate());
        if (!plain && !(chunked && lengths.isEmpty())) {
            throw new IllegalStateException("an answer of two lengths");
        }
        return new Pieces();
    }

    private static BodyPublisher publisher(ApiBody body) {
        return body instanceof ApiBody.Held(byte[] bytes) ? BodyPublishers.ofByteArray(bytes) : BodyPublishers.noBody();
    }

    /** Closes the connection, also if the answer comes at this very moment. */
    private static void abandon(CompletableFuture<HttpResponse<Pieces>> answer) {
        answer.cancel(true);
        var unused = answer.thenAccept(late -> late.body().close());
    }

    /** The kind alone: messages of the HTTP client quote what came over the wire. */
    private static ApiFailure translated(String host, @Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException e -> ApiFailure.silent(host + " could not be connected to in time");
            case ConnectException e -> ApiFailure.broken(host + " cannot be connected to", e);
            case SSLException e -> ApiFailure.broken(host + " cannot be trusted or broke off", e);
            case null -> ApiFailure.broken(host + " broke off", null);
            default ->
                ApiFailure.broken(host + " broke off (" + cause.getClass().getSimpleName() + ")", cause);
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}

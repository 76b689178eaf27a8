package dev.jeton.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a client has opened and has to close, the last first. */
final class Openings {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final Deque<Runnable> endings = new ArrayDeque<>();

    /** HTTP/1.1 on purpose: over HTTP/2 all tenants would share one connection, and one stuck connection would stop them all. */
    HttpClient httpClient(Duration timeout) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
                .executor(threads)
                .build();
        closing(() -> {
            client.shutdownNow();
            threads.shutdownNow();
        });
        return client;
    }

    void closing(Runnable ending) {
        endings.push(ending);
    }

    /** All of it, though one fails; what the first one throws is thrown at the end. */
    void close() {
        Optional<RuntimeException> failure = Optional.empty();
        while (!endings.isEmpty()) {
            Optional<RuntimeException> next = failureOf(endings.pop());
            failure = failure.or(() -> next);
        }
        failure.ifPresent(first -> {
            throw first;
        });
    }

    private static Optional<RuntimeException> failureOf(Runnable ending) {
        try {
            ending.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }
}

package dev.jeton.client.http;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Makes a call on a virtual thread: neither its caller nor the HTTP client waits while a token is fetched. */
final class OnItsOwnThread {

    private static final ThreadFactory THREADS =
            Thread.ofVirtual().name("jeton-call-", 0).factory();

    private OnItsOwnThread() {}

    static <T extends @Nullable Object> CompletableFuture<HttpResponse<T>> answer(ApiCall<T> call) {
        CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
        Thread thread = THREADS.newThread(() -> {
            try {
                answer.complete(call.make());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        // An answer that somebody else gave, by cancelling or by a timeout, ends the exchange.
        CompletableFuture<?> unused = answer.whenComplete((response, failure) -> {
            if (!Thread.currentThread().equals(thread)) {
                thread.interrupt();
            }
        });
        thread.start();
        return answer;
    }
}
